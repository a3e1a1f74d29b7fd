import { describe, expect, test } from 'vitest';
import { nr } from '../../../src/abi/syscalls.js';
import { seccompFilter } from '../../../src/kernel/seccomp-filter.js';

const x8664 = 0xc000003e;
const i386 = 0x40000003;

interface Call {
  readonly number: number;
  readonly arch?: number;
  readonly args?: readonly number[];
}

/** What the kernel does with the filter: the three instructions that it is made of. */
function answer(filter: Buffer, { number, arch = x8664, args = [] }: Call): number {
  const data = new Map([0, 1, 2].map((i) => [16 + i * 8, args[i] ?? 0]));
  data.set(0, number).set(4, arch);
  let loaded = 0;
  for (let at = 0; at < filter.length; at += 8) {
    const [code, k] = [filter.readUInt16LE(at), filter.readUInt32LE(at + 4)];
    if (code === 0x06) return k;
    if (code === 0x20) loaded = data.get(k) ?? NaN;
    if (code === 0x15) at += filter.readUInt8(at + (loaded === k ? 2 : 3)) * 8;
  }
  throw new Error('ran off its end');
}

const allow = 0x7fff0000;
const trace = 0x7ff00000;
const enosys = 0x00050026;

describe('a filter', () => {
  const watching = seccompFilter([nr.read, nr.connect, nr.getsockopt]);

  test.each<[string, Call, number]>([
    ['stops at a watched call', { number: nr.connect }, trace],
    ['lets others pass', { number: nr.write }, allow],
    ['stops at getsockopt of SO_ERROR', { number: nr.getsockopt, args: [3, 1, 4] }, trace],
    ['lets other options pass', { number: nr.getsockopt, args: [3, 1, 3] }, allow],
    ['lets other levels pass', { number: nr.getsockopt, args: [3, 6, 4] }, allow],
    ['denies io_uring', { number: nr.io_uring_setup }, enosys],
    ['does not take the numbers of another architecture', { number: nr.read, arch: i386 }, allow],
  ])('%s', (_, call, expected) => {
    expect(answer(watching, call)).toBe(expected);
  });

  test('of a peer only denies io_uring', () => {
    const filter = seccompFilter([]);
    expect(answer(filter, { number: nr.io_uring_setup })).toBe(enosys);
    for (const number of [nr.read, nr.connect, nr.getsockopt])
      expect(answer(filter, { number, args: [3, 1, 4] })).toBe(allow);
  });
});
