import { ring } from './rewind-ring.js';

ring('registers', [
  { title: 'general registers', name: 'general', sees: ['11 -12 13 -14 15 -16'] },
  { title: 'vector registers', name: 'vector', sees: ['the same'] },
  {
    title: 'x87 stack, control words and rounding',
    name: 'floating',
    sees: ['4.141593, 0x7f, 0.33333333333333337', '0.33333333333333331'],
  },
]);

ring('threads', [
  {
    title: 'a thread that is created and ends after',
    name: 'created-after',
    sees: ['1', '2', '7 1'],
  },
  { title: 'a thread that ends after', name: 'ended-after', sees: ['2', '7 1'] },
  { title: 'detached threads, one of them created after', name: 'never-ended', sees: ['2', '3'] },
  {
    title: 'a choice point in a thread that ends after',
    name: 'in-thread',
    sees: ['1', 'thread of 2', '1'],
  },
  {
    title: 'a process whose first thread has ended',
    name: 'without-first',
    sees: ['2 threads, mine is another'],
    ends: { kind: 'exited', code: 4 },
    mayBeRefused: /thread|zombie/,
  },
  {
    title: 'half a line in a buffer of the C library',
    name: 'buffered',
    sees: ['half a line, the rest'],
  },
]);

ring('thread-state', [
  {
    title: 'thread-local variables of many threads',
    name: 'locals',
    sees: ['own 50', 'own -1, theirs 13736'],
  },
  { title: 'names of threads', name: 'names', sees: ['main', 'it is before', 'it is after'] },
  { title: 'a robust mutex whose owner ends after', name: 'robust', sees: ['EBUSY', 'EOWNERDEAD'] },
]);
