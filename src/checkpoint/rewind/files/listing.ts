import { fstatSync } from 'node:fs';
import { listDirectory } from '../../../kernel/directory-listing.js';
import { reopen, seek } from '../../../kernel/file-descriptor.js';
import { refuse } from '../refusal.js';

const directoryOnly = 0o200000; // O_DIRECTORY

/**
 * How many entries of a directory have been listed: its offset means something else when a name
 * has been made again. @returns undefined for whatever is not being listed
 */
export function captureListed(copy: number, position: number): number | undefined {
  if (position === 0 || !fstatSync(copy).isDirectory()) return undefined;
  const listed = offsetsOf(copy).indexOf(BigInt(position));
  // At the end of an overlay's directory, for example, no entry is behind.
  return listed < 0 ? undefined : listed + 1;
}

/** Names are back, in the order in which they were. */
export function restoreListed(copy: number, listed: number): void {
  const offset = offsetsOf(copy)[listed - 1];
  if (offset === undefined) refuse('a directory that is being listed');
  seek(copy, Number(offset));
}

function offsetsOf(copy: number): readonly bigint[] {
  using directory = reopen(copy, directoryOnly);
  if (directory === undefined) refuse('a directory that cannot be read');
  return listDirectory(directory.fd).map(({ behind }) => behind);
}
