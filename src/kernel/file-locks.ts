import { nr } from '../abi/syscalls.js';
import { addressOf, fcntl, syscall } from './ffi.js';

const shared = 1; // LOCK_SH
const exclusive = 2; // LOCK_EX
const nonBlocking = 4;
const unlock = 8;
const setOpenFileLock = 37; // F_OFD_SETLK
const types = { READ: 0, WRITE: 1 } as const; // F_RDLCK, F_WRLCK
const unlocked = 2; // F_UNLCK

/** A lock as fdinfo tells it (proc_pid_fdinfo(5), proc_locks(5)). */
export interface FileLock {
  /** `FLOCK`, `OFDLCK`: of the open file; `POSIX`: of the process; `LEASE`. */
  readonly kind: string;
  readonly type: keyof typeof types;
  readonly start: number;
  /** In bytes; 0 is up to the end, wherever that comes to lie. */
  readonly length: number;
}

const line = /^lock:\t\d+: (\w+) +\w+ +(READ|WRITE) \S+ \S+ (\d+) (\d+|EOF)$/gm;
const none: readonly FileLock[] = [];

/** The locks that a process has through a descriptor. */
export function locksIn(fdInfo: string): readonly FileLock[] {
  if (!fdInfo.includes('\nlock:')) return none;
  return [...fdInfo.matchAll(line)].map(([, kind = '', type, from, to]) => {
    const start = Number(from);
    const length = to === 'EOF' ? 0 : Number(to) - start + 1;
    return { kind, type: type === 'READ' ? 'READ' : 'WRITE', start, length };
  });
}

/** struct flock of fcntl(2); the type `undefined` gives up all. */
export function lockRange(lock: FileLock | undefined): Buffer {
  const range = Buffer.alloc(32);
  range.writeInt16LE(lock === undefined ? unlocked : types[lock.type], 0);
  range.writeBigInt64LE(BigInt(lock?.start ?? 0), 8);
  range.writeBigInt64LE(BigInt(lock?.length ?? 0), 16);
  return range;
}

/** Give up what belongs to the open file itself. */
export function unlockOpenFile(fd: number): void {
  syscall(nr.flock, fd, unlock, 0);
  fcntl(fd, setOpenFileLock, Number(addressOf(lockRange(undefined))));
}

/** @returns whether the open file has the lock now */
export function lockOpenFile(fd: number, lock: FileLock): boolean {
  if (lock.kind === 'FLOCK') {
    const mode = lock.type === 'READ' ? shared : exclusive;
    return syscall(nr.flock, fd, mode | nonBlocking, 0) === 0;
  }
  return fcntl(fd, setOpenFileLock, Number(addressOf(lockRange(lock)))) === 0;
}
