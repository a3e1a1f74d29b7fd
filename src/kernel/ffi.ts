/**
 * The one file that knows koffi. Every export is a libc function with its C signature; the files
 * beside this one give them names, units and errors. A koffi call is synchronous and costs about
 * 0.5 us. `koffi.errno()` is the calling thread's errno and must be read right after the call.
 */
import koffi from 'koffi';

type Pointer = Buffer | null;

const libc = koffi.load('libc.so.6');

/** @param prototype as the manual page has it */
function bind<F extends (...args: never[]) => unknown>(prototype: string): F {
  return libc.func(prototype) as unknown as F;
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

export const ptraceBuffer = bind<PtraceWithBuffer>('long ptrace(long, int, long, void *)');
export const ptraceNumber = bind<PtraceWithNumber>('long ptrace(long, int, long, long)');
export const waitpid = bind<Waitpid>('int waitpid(int, void *, int)');
export const processVmReadv = bind<ProcessVm>(
  'long process_vm_readv(int, void *, ulong, void *, ulong, ulong)',
);
export const processVmWritev = bind<ProcessVm>(
  'long process_vm_writev(int, void *, ulong, void *, ulong, ulong)',
);
export const syscall = bind<Syscall>('long syscall(long, long, long, long)');
type WideSyscall = (nr: number, a: number, b: number, c: number, d: number, e: number) => number;
export const syscall5 = bind<WideSyscall>('long syscall(long, long, long, long, long, long)');
type SetOption = (fd: number, level: number, name: number, at: Buffer, length: number) => number;
export const setsockopt = bind<SetOption>('int setsockopt(int, int, int, void *, uint)');
type WithAddress = (fd: number, address: Buffer, length: number) => number;
export const connect = bind<WithAddress>('int connect(int, void *, uint)');
export const bindSocket = bind<WithAddress>('int bind(int, void *, uint)');
type Transfer = (fd: number, bytes: Buffer, length: number, flags: number) => number;
export const recv = bind<Transfer>('long recv(int, void *, ulong, int)');
export const send = bind<Transfer>('long send(int, void *, ulong, int)');
export const sendmsg = bind<(fd: number, message: Buffer, flags: number) => number>(
  'long sendmsg(int, void *, int)',
);
export const lseek = bind<(fd: number, offset: number, whence: number) => number>(
  'long lseek(int, long, int)',
);
type Poll = (polled: Buffer, count: number, timeoutMs: number) => number;
export const poll = bind<Poll>('int poll(void *, ulong, int)');
export const recvmsg = bind<(fd: number, message: Buffer, flags: number) => number>(
  'long recvmsg(int, void *, int)',
);
export const listen = bind<(fd: number, backlog: number) => number>('int listen(int, int)');
export const shutdown = bind<(fd: number, how: number) => number>('int shutdown(int, int)');
type SendTo = (
  fd: number,
  bytes: Buffer,
  length: number,
  flags: number,
  to: Pointer,
  toLength: number,
) => number;
export const sendto = bind<SendTo>('long sendto(int, void *, ulong, int, void *, uint)');
type Accept = (fd: number, address: Pointer, length: Pointer, flags: number) => number;
export const accept4 = bind<Accept>('int accept4(int, void *, void *, int)');
export const getsockname = bind<GetName>('int getsockname(int, void *, void *)');
export const getpeername = bind<GetName>('int getpeername(int, void *, void *)');
export const getsockopt = bind<GetOption>('int getsockopt(int, int, int, void *, void *)');
export const ioctl = bind<(fd: number, request: number, at: Buffer) => number>(
  'int ioctl(int, ulong, void *)',
);
type ReadLink = (directory: number, path: string, into: Buffer, length: number) => number;
export const readlinkat = bind<ReadLink>('long readlinkat(int, str, void *, ulong)');
type Link = (from: number, old: string, to: number, name: string, flags: number) => number;
export const linkat = bind<Link>('int linkat(int, str, int, str, int)');
export const close = bind<(fd: number) => number>('int close(int)');
export const fcntl = bind<(fd: number, command: number, value: number) => number>(
  'int fcntl(int, int, long)',
);
export const kill = bind<(pid: number, signal: number) => number>('int kill(int, int)');
export const pipe2 = bind<(fds: Buffer, flags: number) => number>('int pipe2(void *, int)');
export const prctl = bind<(option: number, value: number) => number>('int prctl(int, long)');
type Affinity = (pid: number, bytes: number, mask: Buffer) => number;
export const schedGetaffinity = bind<Affinity>('int sched_getaffinity(int, ulong, void *)');
export const schedSetaffinity = bind<Affinity>('int sched_setaffinity(int, ulong, void *)');
export const sigaction = bind<(signal: number, action: Buffer, old: Pointer) => number>(
  'int sigaction(int, void *, void *)',
);
export const timerCreate = bind<(clock: number, event: Buffer, timer: Buffer) => number>(
  'int timer_create(int, void *, void *)',
);
export const timerSettime = bind<
  (timer: bigint, flags: number, value: Buffer, old: Pointer) => number
>('int timer_settime(uint64, int, void *, void *)');
export const clockGettime = bind<(clock: number, time: Buffer) => number>(
  'int clock_gettime(int, void *)',
);
export const spawnActionsInit = bind<(actions: Buffer) => number>(
  'int posix_spawn_file_actions_init(void *)',
);
export const spawnActionsDup = bind<(actions: Buffer, from: number, to: number) => number>(
  'int posix_spawn_file_actions_adddup2(void *, int, int)',
);
export const spawnActionsDestroy = bind<(actions: Buffer) => number>(
  'int posix_spawn_file_actions_destroy(void *)',
);
type Spawn = (
  pid: Buffer,
  path: string,
  actions: Buffer,
  attributes: Pointer,
  argv: Buffer,
  envp: Buffer,
) => number;
export const posixSpawn = bind<Spawn>(
  'int posix_spawn(void *, str, void *, void *, void *, void *)',
);

export const inotifyInit = bind<(flags: number) => number>('int inotify_init1(int)');
export const inotifyAdd = bind<(fd: number, path: string, mask: number) => number>(
  'int inotify_add_watch(int, str, uint32)',
);
export const readBytes = bind<(fd: number, bytes: Buffer, length: number) => number>(
  'long read(int, void *, ulong)',
);
type ListAttributes = (path: string, names: Buffer, length: number) => number;
export const llistxattr = bind<ListAttributes>('long llistxattr(str, void *, ulong)');
type Attribute = (path: string, name: string, value: Buffer, length: number) => number;
export const lgetxattr = bind<Attribute>('long lgetxattr(str, str, void *, ulong)');
type SetAttribute = (...args: [...Parameters<Attribute>, flags: number]) => number;
export const lsetxattr = bind<SetAttribute>('int lsetxattr(str, str, void *, ulong, int)');
export const lremovexattr = bind<(path: string, name: string) => number>(
  'int lremovexattr(str, str)',
);
type SetTimes = (directory: number, path: string, times: Buffer, flags: number) => number;
export const utimensat = bind<SetTimes>('int utimensat(int, str, void *, int)');
export const mknod = bind<(path: string, mode: number, device: number) => number>(
  'int mknod(str, uint, ulong)',
);

export const openFile = bind<(path: string, flags: number) => number>('int open(str, int)');
export const writeBytes = bind<(fd: number, bytes: Buffer, length: number) => number>(
  'long write(int, void *, ulong)',
);
type Tee = (from: number, to: number, length: number, flags: number) => number;
export const tee = bind<Tee>('long tee(int, int, ulong, uint)');
type Splice = (
  from: number,
  fromOffset: Pointer,
  to: number,
  toOffset: Pointer,
  length: number,
  flags: number,
) => number;
export const splice = bind<Splice>('long splice(int, void *, int, void *, ulong, uint)');
export const timerfdGettime = bind<(fd: number, value: Buffer) => number>(
  'int timerfd_gettime(int, void *)',
);
export const timerfdSettime = bind<
  (fd: number, flags: number, value: Buffer, old: Pointer) => number
>('int timerfd_settime(int, int, void *, void *)');
export const signalfd = bind<(fd: number, mask: Buffer, flags: number) => number>(
  'int signalfd(int, void *, int)',
);
type EpollWait = (fd: number, events: Buffer, room: number, timeoutMs: number) => number;
export const epollWait = bind<EpollWait>('int epoll_wait(int, void *, int, int)');

type Map = (
  at: number,
  length: number,
  rights: number,
  flags: number,
  fd: number,
  offset: number,
) => unknown;
const mmap = bind<Map>('void *mmap(long, ulong, int, int, int, long)');

/** Map a file for reading and writing, shared with all who map it. */
export function mapShared(fd: number, length: number): ArrayBuffer {
  const [readWrite, shared] = [3, 1];
  return koffi.view(mmap(0, length, readWrite, shared, fd, 0), length);
}

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
