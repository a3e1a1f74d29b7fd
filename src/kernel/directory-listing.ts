import { nr } from '../abi/syscalls.js';
import { addressOf, syscall } from './ffi.js';

/** An entry of a directory (getdents64(2)). */
interface DirectoryEntry {
  readonly name: string;
  /** The offset behind it: what lseek(2) takes to go on there. */
  readonly behind: bigint;
}

const entries = Buffer.alloc(32768);
const nameAt = 19;

/**
 * The entries of an open directory from its offset on, `.` and `..` among them, in the order in
 * which programs see them; Node's own functions sort. The offset ends up at the end.
 */
export function listDirectory(fd: number): readonly DirectoryEntry[] {
  const found: DirectoryEntry[] = [];
  for (;;) {
    const length = syscall(nr.getdents64, fd, Number(addressOf(entries)), entries.length);
    if (length <= 0) return found;
    for (let at = 0; at < length; at += entries.readUInt16LE(at + 16)) {
      const name = entries.toString('utf8', at + nameAt, entries.indexOf(0, at + nameAt));
      found.push({ name, behind: entries.readBigInt64LE(at + 8) });
    }
  }
}
