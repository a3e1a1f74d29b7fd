import { setSignalFile } from '../../../../kernel/event-files.js';
import type { Family } from '../family.js';
import type { OpenFile } from '../open-file.js';

/** The signals that signalfd(2) takes; those that wait belong to the threads. */
export const signalFile: Family<bigint> = {
  name: 'signalfd',

  claims: ({ file }) => file.target === 'anon_inode:[signalfd]',

  capture: (taken) => taken.map(({ file }) => maskOf(file)),

  makeIn: (mask, hands) => hands.call('signalfd4', -1, maskBytes(mask), kernelMaskBytes, 0),

  restore: (returning) => {
    for (const { saved, copy } of returning) setSignalFile(copy, saved.state);
  },
};

const kernelMaskBytes = 8;

function maskBytes(mask: bigint): Buffer {
  const bytes = Buffer.alloc(kernelMaskBytes);
  bytes.writeBigUInt64LE(mask);
  return bytes;
}

function maskOf({ info: { text } }: OpenFile): bigint {
  return BigInt(`0x${/^sigmask:\s*([0-9a-f]+)/m.exec(text)?.[1] ?? '0'}`);
}
