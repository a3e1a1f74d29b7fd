import { engine } from './rewind-area.js';
import { ringIn } from './rewind-ring.js';

/**
 * Longer than the programs' deadlines are away, and than what counts as a jump: a second, since a
 * busy machine is late by half of that.
 */
const heldMs = 1200;

const readings = [
  { title: 'all clocks', name: 'clocks', sees: ['no jump', 'no jump'], heldMs },
  { title: 'all clocks, by calls', name: 'calls', sees: ['no jump', 'no jump'], heldMs },
  { title: 'time of day', name: 'days', sees: ['no jump, no jump'], heldMs },
  { title: 'seconds', name: 'seconds', sees: ['1', '1'], heldMs },
  { title: 'all ways to read a clock agree', name: 'agreement', sees: ['agreed'], heldMs },
];

ringIn({ engine, time: 'real' }, 'clock', [
  ...readings,
  {
    title: 'processor time, errors, time zones',
    name: 'others',
    sees: ['no jump', '1', 'EINVAL', 'EFAULT', '0'],
    heldMs,
  },
  {
    title: 'a thread and a program that come later',
    name: 'family',
    sees: ['no jump', 'no jump', 'exit 0'],
    heldMs,
  },
  { title: 'a child that is there before', name: 'child', sees: ['no jump', 'exit 0'], heldMs },
]);

// Without a dynamic loader the vDSO is found another way, whichever clock is read.
const found = readings.filter(({ name }) => name !== 'days' && name !== 'seconds');
ringIn({ engine, time: 'real' }, 'clock', found, '-static');

for (const time of ['real', 'virtual'] as const)
  ringIn({ engine, time }, 'clock-deadlines', [
    {
      title: 'waits that begin after',
      name: 'after',
      sees: ['done'],
      heldMs,
      mayBeRefused: /message queue/,
    },
    { title: 'waits that go on', name: 'during', sees: ['done'], heldMs },
    { title: 'registers of a wait', name: 'registers', sees: ['0 1 1', '1'], heldMs },
    {
      title: 'timers',
      name: 'timers',
      sees: ['some is left', 'some is left', '0'],
      heldMs,
    },
    { title: 'no deadlines', name: 'errors', sees: ['EINVAL', 'EFAULT', '1', '0'], heldMs },
  ]);
