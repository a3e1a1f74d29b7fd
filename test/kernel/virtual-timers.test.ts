import { ringIn } from './rewind-ring.js';

/** No exec is taken back, whatever the time. */
const execed = /has run another program/;
const killed = { kind: 'signaled', signal: 'SIGALRM' } as const;

for (const engine of ['rewind', 'replay'] as const) {
  const kind = { engine, time: 'virtual' } as const;

  ringIn(kind, 'virtual-timerfds', [
    { title: 'once', name: 'once', sees: ['5000 every 0', '1 at 5000', '0 every 0'] },
    {
      title: 'again and again',
      name: 'repeated',
      sees: ['1 at 500', '1 at 20500', '1 at 40500', '20000 every 20000'],
    },
    {
      title: 'at points in time',
      name: 'absolute',
      sees: ['1 at 3000', '1 at 9000', '1 at 10000'],
    },
    {
      title: 'at a point in time that has passed',
      name: 'past',
      sees: ['5', '-11', '1000 every 2000'],
    },
    { title: 'expired and not read', name: 'unread', sees: ['10 at 1050', '-11', '1 at 1110'] },
    {
      title: 'set again',
      name: 'set-again',
      sees: ['3000 every 4000', '-11', '1', '0 every 0'],
    },
    { title: 'stopped', name: 'stopped', sees: ['0 every 0'], hangs: true },
    { title: 'closed', name: 'closed', sees: [], hangs: true },
    {
      title: 'in a level-triggered epoll set',
      name: 'level',
      sees: ['1 at 1000', '1 at 1000', '1', '0 at 1300', '1 at 2000'],
    },
    {
      title: 'in an edge-triggered epoll set',
      name: 'edge',
      sees: ['1 at 1000', '0 at 1300', '1', '1 at 2000'],
    },
    {
      title: 'in an edge-triggered epoll set, and not read',
      name: 'edge-unread',
      sees: ['1 at 1000'],
      hangs: true,
    },
    { title: 'polled', name: 'polled', sees: ['1: 0 1 at 1000', '2: 1 1 at 2000'] },
    { title: 'known by several numbers', name: 'shared', sees: ['exit 11'] },
    { title: 'known by the number of another', name: 'renumbered', sees: ['1 at 5000'] },
    {
      title: 'kept across exec',
      name: 'across-exec',
      sees: ['1000 every 0', '1'],
      mayBeRefused: execed,
    },
    {
      title: 'errors',
      name: 'errors',
      sees: [
        ...['EINVAL', 'EBADF', 'EINVAL', 'EINVAL', 'EFAULT', '0 every 0'],
        ...['EFAULT', '1000 every 0', 'EFAULT', 'EINVAL'],
      ],
    },
  ]);

  ringIn(kind, 'virtual-alarms', [
    {
      title: 'a call that an alarm ends',
      name: 'interrupts',
      sees: ['EINTR', '1 at 3000, code 128', '0', '0 every 0'],
    },
    { title: 'a call that goes on after an alarm', name: 'goes-on', sees: ['late', '1 at 3000'] },
    { title: 'a connection that an alarm ends', name: 'connecting', sees: ['EINTR', '1 at 2000'] },
    {
      title: 'what is left',
      name: 'remaining',
      sees: ['0', '7400 every 0', '7', '100', '1', '0 every 0'],
    },
    {
      title: 'again and again',
      name: 'repeated',
      sees: ['1 at 500', '2 at 2500', '3 at 4500', '4 at 6500', '2000 every 2000'],
    },
    { title: 'blocked', name: 'blocked', sees: ['0 at 3500', '1 at 3500', '2 at 4000'] },
    { title: 'ignored', name: 'ignored', sees: [], hangs: true },
    { title: 'not handled', name: 'kills', sees: [], ends: killed },
    {
      title: 'a child has its own',
      name: 'in-child',
      sees: ['0 every 0', 'child at 2000', '1 at 5000', 'exit 1'],
    },
    {
      title: 'kept across exec',
      name: 'across-exec',
      sees: ['5000 every 0', '1, 0 every 0'],
      mayBeRefused: execed,
    },
    { title: 'taken by another thread', name: 'in-thread', sees: ['1 at 4000'] },
    {
      title: 'errors',
      name: 'errors',
      sees: [
        ...['EINVAL', 'EINVAL', 'EFAULT', '0 every 0', 'EFAULT', '1 every 0'],
        ...['EFAULT', '0 every 0'],
      ],
    },
  ]);

  ringIn(kind, 'virtual-numbered', [
    {
      title: 'once',
      name: 'once',
      sees: ['3000 every 0', '1 with 7 at 4000, code -2', '0 every 0'],
    },
    {
      title: 'at a point in time, and again',
      name: 'absolute',
      sees: ['1 with 7 at 4000, code -2', '1 with 7 at 7000, code -2'],
    },
    {
      title: 'two of them',
      name: 'two',
      sees: ['2 with 2 at 2000, code -2', '1 with 1 at 3000, code -2', '2 with 2 at 4000, code -2'],
    },
    {
      title: 'expired more often than was waited for',
      name: 'overrun',
      sees: ['0', '1 with 7 at 1450, code -2', '4', '1 with 7 at 1500, code -2', '0'],
    },
    {
      title: 'expired more often than it was handled',
      name: 'overrun-handled',
      sees: ['407, 4'],
    },
    {
      title: 'set again',
      name: 'set-again',
      sees: ['1 with 7 at 1000, code -2', '6000 every 6000', '1 with 7 at 1500, code -2'],
    },
    { title: 'stopped', name: 'stopped', sees: ['0 every 0'], hangs: true },
    { title: 'deleted', name: 'deleted', sees: ['EINVAL'], hangs: true },
    {
      title: 'telling nobody',
      name: 'quiet',
      sees: ['1000 every 5000', '4000 every 5000'],
      hangs: true,
    },
    { title: 'for one thread', name: 'to-thread', sees: ['3 with 0 at 1000, code -2'] },
    {
      title: 'handled by a new thread',
      name: 'by-thread',
      sees: ['5 at 2000', '5 at 5000', '5 at 8000'],
    },
    {
      title: 'a child has none',
      name: 'in-child',
      sees: ['exit 0', '1 with 7 at 3000, code -2'],
    },
    { title: 'gone after exec', name: 'across-exec', sees: [], hangs: true, mayBeRefused: execed },
    {
      title: 'errors',
      name: 'errors',
      sees: [
        ...['EINVAL', 'EINVAL', 'EFAULT', 'EINVAL', '0 every 0', 'EFAULT', '1000 every 0'],
        ...['EFAULT', 'EINVAL'],
      ],
    },
  ]);
}
