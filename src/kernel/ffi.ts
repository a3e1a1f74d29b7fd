/**
 * The one file that knows koffi. Every export is a libc function with its C signature; the files
 * beside this one give them names, units and errors. A koffi call is synchronous and costs about
 * 0.5 us. `koffi.errno()` is the calling thread's errno and must be read right after the call.
 */
import koffi from 'koffi';

type Pointer = Buffer | null;

const libc = koffi.load('libc.so.6');

function bind<F extends (...args: never[]) => unknown>(
  name: string,
  result: string,
  args: readonly string[],
): F {
  return libc.func(name, result, [...args]) as unknown as F;
}

type PtraceWithBuffer = (request: number, tid: number, addr: number, data: Pointer) => number;
type PtraceWithNumber = (request: number, tid: number, addr: number, data: number) => number;
type Waitpid = (pid: number, status: Pointer, options: number) => number;
type ProcessVm = (
  pid: number,
  local: Buffer,
  locals: number,
  remote: Buffer,
  remotes: number,
  flags: number,
) => number;
type GetName = (fd: number, address: Buffer, length: Buffer) => number;
type GetOption = (fd: number, level: number, name: number, at: Buffer, length: Buffer) => number;
type Syscall = (nr: number, a: number, b: number, c: number) => number;

export const ptraceBuffer = bind<PtraceWithBuffer>('ptrace', 'long', [
  'long',
  'int',
  'long',
  'void *',
]);
export const ptraceNumber = bind<PtraceWithNumber>('ptrace', 'long', [
  'long',
  'int',
  'long',
  'long',
]);
export const waitpid = bind<Waitpid>('waitpid', 'int', ['int', 'void *', 'int']);
const processVm = ['int', 'void *', 'ulong', 'void *', 'ulong', 'ulong'];
export const processVmReadv = bind<ProcessVm>('process_vm_readv', 'long', processVm);
export const processVmWritev = bind<ProcessVm>('process_vm_writev', 'long', processVm);
export const syscall = bind<Syscall>('syscall', 'long', ['long', 'long', 'long', 'long']);
type WideSyscall = (nr: number, a: number, b: number, c: number, d: number, e: number) => number;
export const syscall5 = bind<WideSyscall>('syscall', 'long', Array<string>(6).fill('long'));
type SetOption = (fd: number, level: number, name: number, at: Buffer, length: number) => number;
export const setsockopt = bind<SetOption>('setsockopt', 'int', [
  'int',
  'int',
  'int',
  'void *',
  'uint',
]);
type WithAddress = (fd: number, address: Buffer, length: number) => number;
export const connect = bind<WithAddress>('connect', 'int', ['int', 'void *', 'uint']);
export const bindSocket = bind<WithAddress>('bind', 'int', ['int', 'void *', 'uint']);
type Transfer = (fd: number, bytes: Buffer, length: number, flags: number) => number;
export const recv = bind<Transfer>('recv', 'long', ['int', 'void *', 'ulong', 'int']);
export const send = bind<Transfer>('send', 'long', ['int', 'void *', 'ulong', 'int']);
export const sendmsg = bind<(fd: number, message: Buffer, flags: number) => number>(
  'sendmsg',
  'long',
  ['int', 'void *', 'int'],
);
export const lseek = bind<(fd: number, offset: number, whence: number) => number>('lseek', 'long', [
  'int',
  'long',
  'int',
]);
type Poll = (polled: Buffer, count: number, timeoutMs: number) => number;
export const poll = bind<Poll>('poll', 'int', ['void *', 'ulong', 'int']);
export const recvmsg = bind<(fd: number, message: Buffer, flags: number) => number>(
  'recvmsg',
  'long',
  ['int', 'void *', 'int'],
);
export const listen = bind<(fd: number, backlog: number) => number>('listen', 'int', [
  'int',
  'int',
]);
export const shutdown = bind<(fd: number, how: number) => number>('shutdown', 'int', [
  'int',
  'int',
]);
type SendTo = (
  fd: number,
  bytes: Buffer,
  length: number,
  flags: number,
  to: Pointer,
  toLength: number,
) => number;
export const sendto = bind<SendTo>('sendto', 'long', [
  'int',
  'void *',
  'ulong',
  'int',
  'void *',
  'uint',
]);
type Accept = (fd: number, address: Pointer, length: Pointer, flags: number) => number;
export const accept4 = bind<Accept>('accept4', 'int', ['int', 'void *', 'void *', 'int']);
export const getsockname = bind<GetName>('getsockname', 'int', ['int', 'void *', 'void *']);
export const getpeername = bind<GetName>('getpeername', 'int', ['int', 'void *', 'void *']);
export const getsockopt = bind<GetOption>('getsockopt', 'int', [
  'int',
  'int',
  'int',
  'void *',
  'void *',
]);
export const ioctl = bind<(fd: number, request: number, at: Buffer) => number>('ioctl', 'int', [
  'int',
  'ulong',
  'void *',
]);
export const close = bind<(fd: number) => number>('close', 'int', ['int']);
export const fcntl = bind<(fd: number, command: number, value: number) => number>('fcntl', 'int', [
  'int',
  'int',
  'long',
]);
export const kill = bind<(pid: number, signal: number) => number>('kill', 'int', ['int', 'int']);
export const pipe2 = bind<(fds: Buffer, flags: number) => number>('pipe2', 'int', [
  'void *',
  'int',
]);
export const prctl = bind<(option: number, value: number) => number>('prctl', 'int', [
  'int',
  'long',
]);
type Affinity = (pid: number, bytes: number, mask: Buffer) => number;
const affinity = ['int', 'ulong', 'void *'];
export const schedGetaffinity = bind<Affinity>('sched_getaffinity', 'int', affinity);
export const schedSetaffinity = bind<Affinity>('sched_setaffinity', 'int', affinity);
export const sigaction = bind<(signal: number, action: Buffer, old: Pointer) => number>(
  'sigaction',
  'int',
  ['int', 'void *', 'void *'],
);
export const timerCreate = bind<(clock: number, event: Buffer, timer: Buffer) => number>(
  'timer_create',
  'int',
  ['int', 'void *', 'void *'],
);
export const timerSettime = bind<
  (timer: bigint, flags: number, value: Buffer, old: Pointer) => number
>('timer_settime', 'int', ['uint64', 'int', 'void *', 'void *']);
export const clockGettime = bind<(clock: number, time: Buffer) => number>('clock_gettime', 'int', [
  'int',
  'void *',
]);
export const spawnActionsInit = bind<(actions: Buffer) => number>(
  'posix_spawn_file_actions_init',
  'int',
  ['void *'],
);
export const spawnActionsDup = bind<(actions: Buffer, from: number, to: number) => number>(
  'posix_spawn_file_actions_adddup2',
  'int',
  ['void *', 'int', 'int'],
);
export const spawnActionsDestroy = bind<(actions: Buffer) => number>(
  'posix_spawn_file_actions_destroy',
  'int',
  ['void *'],
);
type Spawn = (
  pid: Buffer,
  path: string,
  actions: Buffer,
  attributes: Pointer,
  argv: Buffer,
  envp: Buffer,
) => number;
export const posixSpawn = bind<Spawn>('posix_spawn', 'int', [
  'void *',
  'str',
  'void *',
  'void *',
  'void *',
  'void *',
]);

export const inotifyInit = bind<(flags: number) => number>('inotify_init1', 'int', ['int']);
export const inotifyAdd = bind<(fd: number, path: string, mask: number) => number>(
  'inotify_add_watch',
  'int',
  ['int', 'str', 'uint32'],
);
export const readBytes = bind<(fd: number, bytes: Buffer, length: number) => number>(
  'read',
  'long',
  ['int', 'void *', 'ulong'],
);
type ListAttributes = (path: string, names: Buffer, length: number) => number;
export const llistxattr = bind<ListAttributes>('llistxattr', 'long', ['str', 'void *', 'ulong']);
type Attribute = (path: string, name: string, value: Buffer, length: number) => number;
export const lgetxattr = bind<Attribute>('lgetxattr', 'long', ['str', 'str', 'void *', 'ulong']);
type SetAttribute = (...args: [...Parameters<Attribute>, flags: number]) => number;
export const lsetxattr = bind<SetAttribute>('lsetxattr', 'int', [
  'str',
  'str',
  'void *',
  'ulong',
  'int',
]);
export const lremovexattr = bind<(path: string, name: string) => number>('lremovexattr', 'int', [
  'str',
  'str',
]);
type SetTimes = (directory: number, path: string, times: Buffer, flags: number) => number;
export const utimensat = bind<SetTimes>('utimensat', 'int', ['int', 'str', 'void *', 'int']);
export const mknod = bind<(path: string, mode: number, device: number) => number>('mknod', 'int', [
  'str',
  'uint',
  'ulong',
]);

export const openFile = bind<(path: string, flags: number) => number>('open', 'int', [
  'str',
  'int',
]);
export const writeBytes = bind<(fd: number, bytes: Buffer, length: number) => number>(
  'write',
  'long',
  ['int', 'void *', 'ulong'],
);
type Tee = (from: number, to: number, length: number, flags: number) => number;
export const tee = bind<Tee>('tee', 'long', ['int', 'int', 'ulong', 'uint']);
type Splice = (
  from: number,
  fromOffset: Pointer,
  to: number,
  toOffset: Pointer,
  length: number,
  flags: number,
) => number;
export const splice = bind<Splice>('splice', 'long', [
  'int',
  'void *',
  'int',
  'void *',
  'ulong',
  'uint',
]);
export const timerfdGettime = bind<(fd: number, value: Buffer) => number>('timerfd_gettime', 'int', [
  'int',
  'void *',
]);
export const timerfdSettime = bind<
  (fd: number, flags: number, value: Buffer, old: Pointer) => number
>('timerfd_settime', 'int', ['int', 'int', 'void *', 'void *']);
export const signalfd = bind<(fd: number, mask: Buffer, flags: number) => number>(
  'signalfd',
  'int',
  ['int', 'void *', 'int'],
);
type EpollWait = (fd: number, events: Buffer, room: number, timeoutMs: number) => number;
export const epollWait = bind<EpollWait>('epoll_wait', 'int', ['int', 'void *', 'int', 'int']);

/** errno of the call just made by this thread. */
export function errno(): number {
  return koffi.errno();
}

/** Where a buffer's bytes lie in this process, for structures that hold pointers. */
export function addressOf(buffer: Buffer): bigint {
  return koffi.address(buffer);
}

/** The address of a libc function, for structures that hold function pointers. */
export function functionAddress(name: string): bigint {
  return koffi.address(libc.symbol(name));
}
