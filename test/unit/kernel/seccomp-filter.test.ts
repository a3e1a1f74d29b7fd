import { describe, expect, test } from 'vitest';
import { nr } from '../../../src/abi/syscalls.js';
import { seccompFilter } from '../../../src/kernel/seccomp-filter.js';

const x8664 = 0xc000003e;
const i386 = 0x40000003;

interface Call {
  readonly number: number;
  readonly arch?: number;
  readonly args?: readonly number[];
  /** Where it returns to. */
  readonly from?: number;
}

const jumps: ReadonlyMap<number, (loaded: number, k: number) => boolean> = new Map([
  [0x15, (loaded, k) => loaded === k],
  [0x25, (loaded, k) => loaded > k],
  [0x45, (loaded, k) => (loaded & k) !== 0],
]);

function seccompData({ number, arch = x8664, args = [], from = 0 }: Call): Buffer {
  const data = Buffer.alloc(64);
  data.writeUInt32LE(number, 0);
  data.writeUInt32LE(arch, 4);
  data.writeBigUInt64LE(BigInt(from), 8);
  args.forEach((value, i) => data.writeBigInt64LE(BigInt(value), 16 + i * 8));
  return data;
}

/** What the kernel does with the filter: the instructions that it is made of. */
function answer(filter: Buffer, call: Call): number {
  const data = seccompData(call);
  let loaded = 0;
  for (let at = 0; at < filter.length; at += 8) {
    const [code, k] = [filter.readUInt16LE(at), filter.readUInt32LE(at + 4)];
    if (code === 0x06) return k;
    if (code === 0x20) loaded = data.readUInt32LE(k);
    if (code === 0x54) loaded = (loaded & k) >>> 0;
    const jump = jumps.get(code);
    if (jump !== undefined) at += filter.readUInt8(at + (jump(loaded, k) ? 2 : 3)) * 8;
  }
  throw new Error('ran off its end');
}

const allow = 0x7fff0000;
const trace = 0x7ff00000;
const enosys = 0x00050026;
const exempt = 0x7e90_0000_1002;

describe('a filter', () => {
  const watching = seccompFilter([nr.read, nr.connect, nr.getsockopt], exempt);

  test.each<[string, Call, number]>([
    ['stops at a watched call', { number: nr.connect }, trace],
    ['lets others pass', { number: nr.write }, allow],
    ['stops at getsockopt of SO_ERROR', { number: nr.getsockopt, args: [3, 1, 4] }, trace],
    ['lets other options pass', { number: nr.getsockopt, args: [3, 1, 3] }, allow],
    ['lets other levels pass', { number: nr.getsockopt, args: [3, 6, 4] }, allow],
    ['lets calls of the exempt place pass', { number: nr.read, from: exempt }, allow],
    ['stops at calls near to it', { number: nr.read, from: exempt + 1 }, trace],
    ['stops at calls far from it', { number: nr.read, from: exempt % 2 ** 32 }, trace],
    ['denies io_uring', { number: nr.io_uring_setup }, enosys],
    ['does not take the numbers of another architecture', { number: nr.read, arch: i386 }, allow],
  ])('%s', (_, call, expected) => {
    expect(answer(watching, call)).toBe(expected);
  });

  test('of a peer only denies io_uring', () => {
    const filter = seccompFilter([], exempt);
    expect(answer(filter, { number: nr.io_uring_setup })).toBe(enosys);
    for (const number of [nr.read, nr.connect, nr.getsockopt])
      expect(answer(filter, { number, args: [3, 1, 4] })).toBe(allow);
  });
});

describe('a filter for clocks', () => {
  const watching = seccompFilter(
    [
      nr.clock_gettime,
      nr.time,
      nr.futex,
      nr.futex_waitv,
      nr.mq_timedreceive,
      nr.clock_nanosleep,
      nr.timerfd_settime,
    ],
    exempt,
  );
  const [realtime, privately] = [256, 128];
  const high = 2 ** 40;

  test.each<[string, Call, number]>([
    ['stops where a clock is read', { number: nr.clock_gettime, args: [1] }, trace],
    ['stops at the last clock', { number: nr.clock_gettime, args: [11] }, trace],
    ['stops where the second is read', { number: nr.time }, trace],
    ['lets the time of the process pass', { number: nr.clock_gettime, args: [2] }, allow],
    ['lets the time of the thread pass', { number: nr.clock_gettime, args: [3] }, allow],
    ['lets the time of another process pass', { number: nr.clock_gettime, args: [-6] }, allow],
    ['stops at a wait until', { number: nr.futex, args: [1, 9 + privately, 0, 16] }, trace],
    ['stops at a wait by the day', { number: nr.futex, args: [1, 9 + realtime, 0, 16] }, trace],
    ['stops at a high address', { number: nr.futex, args: [1, 9, 0, high] }, trace],
    ['stops at a lock until', { number: nr.futex, args: [1, 6, 0, 16] }, trace],
    ['stops at a requeued wait until', { number: nr.futex, args: [1, 11, 0, 16] }, trace],
    ['stops at the other lock until', { number: nr.futex, args: [1, 13, 0, 16] }, trace],
    ['lets a wait for ever pass', { number: nr.futex, args: [1, 9, 0, 0] }, allow],
    ['lets a wait of some time pass', { number: nr.futex, args: [1, 0, 0, 16] }, allow],
    ['lets a wake pass', { number: nr.futex, args: [1, 1, 1, 16] }, allow],
    ['stops at several waits until', { number: nr.futex_waitv, args: [1, 1, 0, high] }, trace],
    ['lets several waits for ever pass', { number: nr.futex_waitv, args: [1, 1, 0, 0] }, allow],
    ['stops at a message until', { number: nr.mq_timedreceive, args: [1, 1, 1, 0, 16] }, trace],
    ['lets any message pass', { number: nr.mq_timedreceive, args: [1, 1, 1, 0, 0] }, allow],
    ['stops at a sleep until', { number: nr.clock_nanosleep, args: [1, 1, 16, 0] }, trace],
    ['lets a sleep of some time pass', { number: nr.clock_nanosleep, args: [1, 0, 16] }, allow],
    ['stops at a timer until', { number: nr.timerfd_settime, args: [3, 3, 16, 0] }, trace],
    ['lets a timer of some time pass', { number: nr.timerfd_settime, args: [3, 2, 16] }, allow],
    ['lets others pass', { number: nr.write, args: [1, 9, 0, 16] }, allow],
  ])('%s', (_, call, expected) => {
    expect(answer(watching, call)).toBe(expected);
  });
});

describe('a filter for calls that are given something', () => {
  const watching = seccompFilter([nr.read, { call: nr.sendto, argument: 4 }, nr.write], exempt);

  test.each<[string, Call, number]>([
    ['stops where it is given', { number: nr.sendto, args: [3, 1, 1, 0, 16] }, trace],
    ['stops at a high address', { number: nr.sendto, args: [3, 1, 1, 0, 2 ** 40] }, trace],
    ['lets the others pass', { number: nr.sendto, args: [3, 1, 1, 0, 0] }, allow],
    ['stops at a call before it', { number: nr.read, args: [3, 1, 1, 0, 0] }, trace],
    ['stops at a call after it', { number: nr.write, args: [3, 1, 1, 0, 0] }, trace],
  ])('%s', (_, call, expected) => {
    expect(answer(watching, call)).toBe(expected);
  });
});
