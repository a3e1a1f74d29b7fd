import { ftruncateSync, writeSync } from 'node:fs';
import { refuse } from '../refusal.js';

const blockBytes = 64 << 10;

/** Give an open file these bytes; blocks that have not changed are not written. */
export function overwrite(fd: number, wanted: Buffer, present: Buffer): void {
  try {
    if (present.length !== wanted.length) ftruncateSync(fd, wanted.length);
    for (let at = 0; at < wanted.length; at += blockBytes) {
      const block = wanted.subarray(at, at + blockBytes);
      if (!block.equals(present.subarray(at, at + block.length))) writeAt(fd, block, at);
    }
  } catch {
    refuse('a file that cannot be written');
  }
}

function writeAt(fd: number, bytes: Buffer, position: number): void {
  for (let done = 0; done < bytes.length;)
    done += writeSync(fd, bytes, done, bytes.length - done, position + done);
}
