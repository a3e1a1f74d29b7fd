import { ring } from './rewind-ring.js';

ring('blocked-io', [
  { title: 'read', name: 'read', sees: ['write', 'read text', 'read (end)'] },
  { title: 'poll without a limit', name: 'poll', sees: ['write', 'poll 1 readable', 'left text'] },
  { title: 'select', name: 'select', sees: ['write', 'select 1 1', 'left text'] },
  { title: 'epoll_wait', name: 'epoll', sees: ['write', 'epoll 1 77', 'left text'] },
  { title: 'a write that is half done', name: 'write', sees: ['write 131072', 'read 131072'] },
  { title: 'nanosleep and clock_nanosleep', name: 'sleep', sees: ['slept ok', 'slept ok'] },
  { title: 'poll with a limit', name: 'timed-poll', sees: ['poll 0'] },
]);

ring('blocked-locks', [
  {
    title: 'three threads at a semaphore',
    name: 'futex',
    sees: ['woken', 'woken', 'woken', 'all'],
  },
  { title: 'a condition variable', name: 'condition', sees: ['turn 0', 'turn 5', 'turn 0'] },
  { title: 'a mutex that main holds', name: 'lock', sees: ['unlock', 'got the lock'] },
  { title: 'flock of another open file', name: 'flock', sees: ['unlock', 'flock ok'] },
]);
