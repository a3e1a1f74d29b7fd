import { ring } from './rewind-ring.js';

ring('events', [
  { title: 'the counter of an eventfd', name: 'eventfd-counter', sees: ['5', 'EAGAIN'] },
  { title: 'an eventfd as semaphore', name: 'eventfd-semaphore', sees: ['1', '1', '1', 'EAGAIN'] },
  {
    title: 'a thread that waits for an eventfd',
    name: 'eventfd-waited-for',
    sees: ['add', 'got 9'],
  },
  {
    title: 'signalfd with a queued signal',
    name: 'signals',
    sees: ['34 with 5', 'EAGAIN', 'EAGAIN'],
  },
]);

ring('timers', [
  {
    title: 'timerfds: idle, armed, repeating',
    name: 'timerfds',
    sees: ['0 every 0, 1000 every 0, 500 every 60', '2000 every 1, 0 every 0, 3000 every 0'],
  },
  { title: 'a timerfd that has expired', name: 'timerfd-expired', sees: ['1', 'EAGAIN'] },
  { title: 'alarm and interval timers', name: 'interval-timers', sees: ['1', '1000', '0, 0'] },
  { title: 'a POSIX timer that is deleted after', name: 'posix-timer', sees: ['1000', '-1'] },
  {
    title: 'clocks go on from the checkpoint',
    name: 'clocks',
    sees: ['no jump, no jump'],
    heldMs: 600,
  },
  {
    title: 'a timer that is due soon goes on from the checkpoint',
    name: 'running-timer',
    sees: ['EAGAIN, most is left'],
    heldMs: 600,
  },
  {
    title: 'a limit of poll goes on from the checkpoint',
    name: 'running-poll',
    sees: ['poll 0, in time'],
    heldMs: 600,
  },
]);

ring('epoll', [
  { title: 'members that change after', name: 'members', sees: ['1:1 2:4', '3:4 22:4'] },
  {
    title: 'a member that is added after',
    name: 'added-after',
    sees: ['none', 'ok', 'EEXIST', '1:4'],
  },
  { title: 'members that report once', name: 'once', sees: ['1:1', '2:1', 'none', '11:1'] },
  { title: 'edges, seen and not seen', name: 'edges', sees: ['1:1', '2:1', 'none', '1:1'] },
  { title: 'a set in a set', name: 'nested', sees: ['none, none', '9:1', '1:1', 'none'] },
  { title: 'a member that is closed after', name: 'member-closed-after', sees: ['1:4 2:4', '2:4'] },
  {
    title: 'a member whose number was closed before',
    name: 'number-closed-before',
    sees: ['1:4', 'none'],
  },
  { title: 'a set that a child changes', name: 'with-child', sees: ['none', '7:1'] },
]);
