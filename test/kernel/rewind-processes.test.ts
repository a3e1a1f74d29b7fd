import { ring } from './rewind-ring.js';

ring('children', [
  {
    title: 'a child that comes and goes after',
    name: 'forked-after',
    sees: ['ECHILD', '3 exit 3'],
  },
  { title: 'a child that comes after and stays', name: 'left-after', sees: ['ECHILD', '3 alive'] },
  {
    title: 'a child that ends after and is reaped',
    name: 'ends-after',
    sees: ['alive', 'child 3 got go', 'exit 3', 'ECHILD'],
  },
  {
    title: 'a child that is killed after',
    name: 'killed-after',
    sees: ['alive', 'signal 9'],
    mayBeRefused: /SIGKILL|killed|process/,
  },
  { title: 'a zombie that is reaped after', name: 'zombie', sees: ['ended', 'exit 9', 'ECHILD'] },
  {
    title: 'a child that becomes a zombie after',
    name: 'zombie-after',
    sees: ['alive', 'child 3 got go', 'ended'],
  },
  {
    title: 'twenty children that are killed after',
    name: 'many',
    sees: ['20 alive', '240'],
    mayBeRefused: /SIGKILL|killed|process/,
  },
  {
    title: 'a thread that waits for a child',
    name: 'waited-for',
    sees: ['go', 'child 3 got go', 'waited: exit 5'],
  },
]);

ring('families', [
  {
    title: 'a grandchild that is orphaned after',
    name: 'grandchild',
    sees: ['alive', 'exit 1', 'an orphan', 'done'],
  },
  { title: 'an orphan that was adopted before', name: 'adopted', sees: ['ok', 'exit 4', 'ECHILD'] },
  { title: 'a program that is spawned after', name: 'spawned-after', sees: ['3 exit 0'] },
  {
    title: 'a child that runs another program',
    name: 'running-program',
    sees: ['one 2', 'two 3', 'three 4', 'exit 0'],
    mayBeRefused: /exec/,
  },
  {
    title: 'a child that executes a program after',
    name: 'exec-after',
    sees: ['alive', 'executed', 'exit 7'],
    mayBeRefused: /exec/,
  },
  { title: 'a choice point in a child', name: 'in-child', sees: ['child of 2', 'exit 3'] },
]);

ring('sessions', [
  {
    title: 'a child that leaves the process group after',
    name: 'group',
    sees: ['1 1', '0 1', 'exit 0'],
  },
  {
    title: 'a child that leaves the session after',
    name: 'session',
    sees: ['1 1', '0 0', 'exit 0'],
    mayBeRefused: /session/,
  },
  { title: 'a soft limit', name: 'limits', sees: ['100 200', '50 200'] },
  {
    title: 'a hard limit that is lowered after',
    name: 'hard-limit',
    sees: ['100 200'],
    mayBeRefused: /limit/,
  },
  {
    title: 'the nice value',
    name: 'niceness',
    sees: ['2', '7'],
    // A better one takes CAP_SYS_NICE in the user namespace of the host (can_nice in the kernel).
    ...(process.getuid?.() === 0 ? {} : { mayBeRefused: /^scheduling that cannot be put back/ }),
  },
  {
    title: 'death signal, dumpable, personality',
    name: 'attributes',
    sees: ['12 1 0', '1 0 0x20000'],
  },
  { title: 'subreaper and timer slack', name: 'subreaper', sees: ['0 1', '1 77'] },
  { title: 'the scheduling policy', name: 'scheduling', sees: ['0', '3'], mayBeRefused: /schedul/ },
  { title: 'the file mode mask', name: 'mask', sees: ['027', '077'] },
  {
    title: 'the current directory, removed after',
    name: 'directory',
    sees: ['/tmp/one', '/tmp/two'],
  },
  {
    title: 'a stopped child',
    name: 'stopped',
    sees: ['stopped 1', 'exit 0'],
    mayBeRefused: /does not rest/,
  },
  {
    title: 'a child that is stopped and killed after',
    name: 'stopped-after',
    sees: ['stopped 1', 'signal 9'],
    mayBeRefused: /SIGKILL|killed|process|stop/,
  },
]);
