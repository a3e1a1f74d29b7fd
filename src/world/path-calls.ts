import { nr } from '../abi/syscalls.js';
import type { RegisterName } from '../tracer/registers.js';

/** Where a path stands among the arguments of a call, and what it is relative to. */
export interface NamedPath {
  readonly path: RegisterName;
  /** A descriptor; absent for the directory that the process works in. */
  readonly directory?: RegisterName;
}

const first: readonly NamedPath[] = [{ path: 'rdi' }];
const second: readonly NamedPath[] = [{ path: 'rsi' }];
const beneath: readonly NamedPath[] = [{ path: 'rsi', directory: 'rdi' }];
const both = [...first, ...second];
const fromTo: readonly NamedPath[] = [...beneath, { path: 'r10', directory: 'rdx' }];

const callsWith = (
  where: readonly NamedPath[],
  ...calls: readonly number[]
): readonly (readonly [number, readonly NamedPath[]])[] => calls.map((call) => [call, where]);

/** Calls whose result depends on what files there are, by path. */
const calls = new Map([
  ...callsWith(first, nr.open, nr.creat, nr.stat, nr.lstat, nr.access, nr.execve, nr.chdir),
  ...callsWith(first, nr.readlink, nr.truncate, nr.mkdir, nr.rmdir, nr.unlink, nr.mknod),
  ...callsWith(first, nr.chmod, nr.chown, nr.lchown, nr.statfs, nr.utime, nr.utimes, nr.chroot),
  ...callsWith(first, nr.setxattr, nr.lsetxattr, nr.getxattr, nr.lgetxattr, nr.listxattr),
  ...callsWith(first, nr.llistxattr, nr.removexattr, nr.lremovexattr),
  ...callsWith(second, nr.inotify_add_watch),
  ...callsWith(both, nr.rename, nr.link),
  ...callsWith(second, nr.symlink),
  ...callsWith(beneath, nr.openat, nr.openat2, nr.newfstatat, nr.statx, nr.readlinkat),
  ...callsWith(beneath, nr.faccessat, nr.faccessat2, nr.execveat, nr.mkdirat, nr.mknodat),
  ...callsWith(beneath, nr.unlinkat, nr.fchmodat, nr.fchownat, nr.futimesat, nr.utimensat),
  ...callsWith(fromTo, nr.renameat, nr.renameat2, nr.linkat),
  ...callsWith([{ path: 'rdx', directory: 'rsi' }], nr.symlinkat),
]);

/** Calls that list the directory which a descriptor, their first argument, refers to. */
const listings: ReadonlySet<number> = new Set([nr.getdents, nr.getdents64]);

export const pathCalls: readonly number[] = [...calls.keys(), ...listings];

export function namedPaths(call: number): readonly NamedPath[] {
  return calls.get(call) ?? [];
}

export function isListing(call: number): boolean {
  return listings.has(call);
}
