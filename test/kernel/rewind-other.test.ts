import { ring } from './rewind-ring.js';

ring('other', [
  { title: 'robust list and random bytes', name: 'registered', sees: ['1 1'] },
  { title: 'no io_uring', name: 'no-uring', sees: ['ENOSYS'] },
  {
    title: 'shared memory of System V',
    name: 'shared-memory',
    sees: ['before, 1 attached', 'EINVAL'],
    mayBeRefused: /System V|SysV|shm/i,
  },
  {
    title: 'semaphores of System V',
    name: 'semaphores',
    sees: ['5', '2'],
    mayBeRefused: /System V|SysV|sem/i,
  },
  {
    title: 'message queues of System V',
    name: 'messages',
    sees: ['20 queued', 'ENOMSG'],
    mayBeRefused: /System V|SysV|msg/i,
  },
  {
    title: 'a POSIX message queue',
    name: 'posix-queue',
    sees: ['high 9', 'low 1', 'EAGAIN'],
    mayBeRefused: /mqueue|message queue/,
  },
  { title: 'a file spliced into a pipe', name: 'spliced', sees: ['012345 at 6', '6789 at 10'] },
]);

ring('refusals', [
  { title: 'userfaultfd', name: 'faults', sees: ['open', 'closed'], refused: /userfaultfd/ },
  { title: 'a performance counter', name: 'counters', sees: ['open', 'closed'], refused: /perf/ },
  {
    title: 'netlink with answers unread',
    name: 'netlink',
    sees: ['an answer', 'EAGAIN'],
    refused: /netlink/i,
  },
  { title: 'secret memory', name: 'secret', sees: ['before', 'after'], refused: /secret/ },
  { title: 'pages of hugetlb', name: 'huge-pages', sees: ['ok', 'ENOMEM'], refused: /huge/ },
  {
    title: 'a pseudo-terminal',
    name: 'terminal',
    sees: ['typed', 'EIO'],
    refused: /tty|ptmx|terminal|device/,
  },
  {
    title: 'a pidfd',
    name: 'process-descriptor',
    sees: ['ok', 'signal 9', 'ESRCH'],
    mayBeRefused: /pidfd/,
  },
  { title: 'a raw socket', name: 'raw-socket', sees: ['open', 'closed'], refused: /raw/i },
]);
