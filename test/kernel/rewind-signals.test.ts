import { ring } from './rewind-ring.js';

ring('signals', [
  { title: 'the mask of a thread', name: 'mask', sees: ['10 40', '1 40'] },
  { title: 'a handler that is replaced after', name: 'handler', sees: ['10', '1010'] },
  { title: 'an ignored signal that is handled after', name: 'ignored', sees: ['ignored', '10'] },
  { title: 'a handler that goes with its first use', name: 'once', sees: ['10 default'] },
  {
    title: 'an alternate stack that is replaced after',
    name: 'stack',
    sees: ['stack 1', 'stack 2'],
  },
  {
    title: 'a choice point inside a handler',
    name: 'inside',
    sees: ['in the handler of 10, 1, blocked 10', 'back, 2, blocked none'],
  },
  {
    title: 'a choice point inside a handler on its own stack',
    name: 'inside-stacked',
    sees: ['in the handler of 12, 1, blocked 12', 'back, 2'],
  },
  { title: 'a fault that the program handles', name: 'fault-handled', sees: ['4'] },
  { title: 'a jump out of a handler', name: 'jump', sees: ['survived, blocked none'] },
]);

ring('pending', [
  {
    title: 'blocked signals that are pending',
    name: 'standard',
    sees: ['1 code 0 value -1', '10 code 0 value -1', 'then 15 code 0 value -1'],
  },
  {
    title: 'queued signals with values, in their order',
    name: 'queued',
    sees: [
      '12 code -1 value 99',
      '35 code -1 value 11',
      '35 code -1 value 22',
      '35 code -1 value 33',
    ],
  },
  { title: 'none pending, some sent after', name: 'sent-after', sees: ['none', '1 1'] },
  {
    title: 'signals for single threads',
    name: 'directed',
    sees: [
      'thread: 12 code 0 value -1',
      'thread: none',
      '10 code 0 value -1',
      '15 code 0 value -1',
    ],
  },
  {
    title: 'the pending end of a child',
    name: 'child-ended',
    sees: ['17 code 1 value -1 from the child 1', 'exit 3', 'none'],
  },
]);

ring('interrupted', [
  { title: 'a thread in sigsuspend', name: 'suspended', sees: ['0', 'suspended until 10'] },
  { title: 'a thread in sigwaitinfo', name: 'waited-for', sees: ['waited for 34 with 5'] },
  {
    title: 'a read that a signal interrupts after, restarted',
    name: 'restarting',
    sees: ['read text', '10'],
  },
  {
    title: 'a read that a signal interrupts after, EINTR',
    name: 'failing',
    sees: ['read EINTR', '10'],
  },
]);

ring('endings', [
  { title: 'exit with a code', name: 'code', sees: ['left 1'], ends: { kind: 'exited', code: 3 } },
  { title: '_exit', name: 'at-once', sees: ['left 1'], ends: { kind: 'exited', code: 4 } },
  {
    title: 'a segmentation fault',
    name: 'fault',
    sees: ['left 1'],
    ends: { kind: 'signaled', signal: 'SIGSEGV' },
  },
  {
    title: 'abort',
    name: 'abort',
    sees: ['left 1'],
    ends: { kind: 'signaled', signal: 'SIGABRT' },
  },
  {
    title: 'a signal with the default action',
    name: 'signal',
    sees: ['left 1'],
    ends: { kind: 'signaled', signal: 'SIGTERM' },
  },
  {
    title: 'SIGKILL, which no tracer can stop',
    name: 'kill',
    sees: ['left 1'],
    ends: { kind: 'signaled', signal: 'SIGKILL' },
    mayBeRefused: /SIGKILL|killed|process|thread/,
  },
  {
    title: 'SIGPIPE',
    name: 'pipe',
    sees: ['left 1'],
    ends: { kind: 'signaled', signal: 'SIGPIPE' },
  },
  {
    title: 'exit in another thread',
    name: 'thread',
    sees: ['left 1'],
    ends: { kind: 'exited', code: 5 },
  },
  {
    title: 'another program in its place',
    name: 'exec',
    sees: ['left 1', 'another'],
    ends: { kind: 'exited', code: 6 },
    mayBeRefused: /exec/,
  },
  { title: 'handlers that run at exit', name: 'return', sees: ['left 1', 'goodbye 7'] },
  { title: 'a child that remains', name: 'child-remains', sees: ['left 1'] },
]);
