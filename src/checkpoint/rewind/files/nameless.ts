import { fstatSync } from 'node:fs';
import { fcntl } from '../../../kernel/ffi.js';
import { setTimes } from '../../../kernel/file-attributes.js';
import { reopen } from '../../../kernel/file-descriptor.js';
import { refuse } from '../refusal.js';
import { readFrom } from './contents.js';
import { overwrite } from './overwrite.js';

const getSeals = 1034; // F_GET_SEALS
const readOnly = 0o1000000; // O_RDONLY | O_NOATIME
const readWrite = 2;
const largestBytes = 64 << 20;

/** A file that has no name any more, or never had one: what it holds. */
export interface NamelessFile {
  readonly content: Buffer;
  readonly seals: number;
  readonly accessedNs: bigint;
  readonly modifiedNs: bigint;
}

/** @returns undefined for whatever has a name, or holds nothing */
export function captureNameless(copy: number): NamelessFile | undefined {
  const status = fstatSync(copy, { bigint: true });
  if (status.nlink !== 0n || (status.mode & 0o170000n) !== 0o100000n) return undefined;
  if (status.size > largestBytes) refuse(`files of more than ${String(largestBytes >> 20)} MB`);
  using file = reopened(copy, readOnly);
  return {
    content: readFrom(file.fd, Number(status.size)),
    seals: fcntl(copy, getSeals, 0),
    accessedNs: status.atimeNs,
    modifiedNs: status.mtimeNs,
  };
}

export function restoreNameless(copy: number, then: NamelessFile): void {
  if (fcntl(copy, getSeals, 0) !== then.seals) refuse('a file that was sealed');
  const { size, mtimeNs } = fstatSync(copy, { bigint: true });
  using now = reopened(copy, readOnly);
  const present = readFrom(now.fd, Number(size));
  if (present.equals(then.content) && mtimeNs === then.modifiedNs) return;
  using file = reopened(copy, readWrite);
  overwrite(file.fd, then.content, present);
  if (!setTimes(`/proc/self/fd/${String(file.fd)}`, then.accessedNs, then.modifiedNs, true))
    refuse('the times of a file');
}

/** By an open file of its own: the program's may be for writing only, and has an offset. */
function reopened(fd: number, flags: number): NonNullable<ReturnType<typeof reopen>> {
  const file = reopen(fd, flags);
  if (file === undefined) refuse('a file without a name that cannot be opened');
  return file;
}
