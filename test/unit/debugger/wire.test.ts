import { constants } from 'node:os';
import { expect, it } from 'vitest';
import { parseResumption } from '../../../src/debugger/inferior/resumption.js';
import { registerGroups } from '../../../src/debugger/registers/register-set.js';
import { targetDescription } from '../../../src/debugger/registers/target-description.js';
import { parseStretch } from '../../../src/debugger/wire/hex.js';
import { fromGdbSignal, toGdbSignal } from '../../../src/debugger/wire/signal-numbers.js';

it('signals have the numbers of gdb, and come back as they were', () => {
  const { SIGSEGV, SIGBUS, SIGUSR1, SIGCHLD } = constants.signals;
  expect([SIGSEGV, SIGBUS, SIGUSR1, SIGCHLD].map(toGdbSignal)).toEqual([11, 10, 30, 20]);
  expect([32, 33, 34, 63, 64].map(toGdbSignal)).toEqual([77, 45, 46, 75, 78]);
  const known = Array.from({ length: 64 }, (_, i) => i + 1).filter((number) => number !== 16);
  expect(known.map((number) => fromGdbSignal(toGdbSignal(number)))).toEqual(known);
  // SIGEMT and what is none.
  expect([0, 7, 200].map(fromGdbSignal)).toEqual([0, 0, 0]);
});

it('addresses beyond what a program has are refused', () => {
  expect(parseStretch('7ffe00,4:0a')).toEqual({ address: 0x7ffe00, length: 4, rest: '0a' });
  expect(parseStretch('ffffffffff600000,4')).toBeUndefined();
  expect(parseStretch('12')).toBeUndefined();
  expect(parseStretch('0x12,4')).toBeUndefined();
});

it('what gdb lets threads do is told by the first word that means them', () => {
  expect(parseResumption('vCont;s:p1.2;C0a:p1.3;c')).toEqual([
    { how: 'step', signal: 0, threads: 'p1.2' },
    { how: 'continue', signal: constants.signals.SIGBUS, threads: 'p1.3' },
    { how: 'continue', signal: 0, threads: '-1' },
  ]);
  expect(parseResumption('vCont?')).toBeUndefined();
  expect(parseResumption('g')).toBeUndefined();
});

it.each([
  { processor: 'with AVX', bytes: 832, groups: 5, registers: 76 },
  { processor: 'without', bytes: 576, groups: 4, registers: 60 },
])('registers are described for a processor $processor', ({ bytes, groups, registers }) => {
  const all = registerGroups(bytes);
  expect(all).toHaveLength(groups);
  const places = all.flatMap((group) => group.registers);
  expect(places.slice(0, 2).map(({ name, offset }) => [name, offset])).toEqual([
    ['rax', 80],
    ['rbx', 40],
  ]);
  // The order of gdb: rip is number 16, fs_base comes after all that gdb always had.
  expect(places.map(({ name }) => name).slice(16, 18)).toEqual(['rip', 'eflags']);
  const text = targetDescription(all);
  expect(text.match(/<reg /g)).toHaveLength(registers);
});
