import { ring } from './rewind-ring.js';

const ends = { kind: 'signaled', signal: 'SIGALRM' } as const;

ring('alarms', [
  { title: 'cancelled before', name: 'cancelled-before', sees: ['1000'], hangs: true },
  { title: 'cancelled after', name: 'cancelled-after', sees: ['0'], hangs: true },
  {
    title: 'cancelled after, without a value',
    name: 'cancelled-without-value',
    sees: [],
    hangs: true,
  },
  { title: 'a timer of processor time', name: 'processor-time', sees: [], hangs: true },
  { title: 'set before, and waited for', name: 'set-before', sees: [], ends },
  { title: 'set after, and waited for', name: 'set-after', sees: [], ends },
  { title: 'set, and not to be cancelled', name: 'not-cancelled', sees: ['EFAULT'], ends },
  {
    title: 'a peer that cancels what it never set',
    name: 'peer-cancels',
    sees: ['answer 1'],
    peerSees: ['got one'],
    hangs: true,
  },
  {
    title: 'a peer that an alarm ends',
    name: 'peer-sets',
    sees: ['answer 1', '(end)'],
    peerSees: ['got one'],
  },
]);
