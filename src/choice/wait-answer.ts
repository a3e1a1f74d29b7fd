import type { ProgramBytes } from '../tracer/override.js';
import { argumentRegisters, type Registers } from '../tracer/registers.js';
import type { WatchedCall } from './call.js';
import { argument } from './call-vectors.js';

/** struct pollfd (poll(2)). */
const entry = { bytes: 8, reported: 6 } as const;
const bitsInWord = 64;
/** The sets of select(2) and pselect(2), and where both, and ppoll(2), write what is left. */
const setArguments = [1, 2, 3] as const;
const left: ReadonlyMap<string, number> = new Map([
  ['ppoll', 2],
  ['select', 4],
  ['pselect6', 4],
]);
const timeBytes = 16;

/** What the kernel leaves in memory where nothing was ready before the time was over. */
export function timedOutBytes(call: WatchedCall, registers: Registers): readonly ProgramBytes[] {
  const time = left.get(call.name);
  const at = time === undefined ? 0 : argument(registers, time);
  const rest = at === 0 ? [] : [{ address: at, bytes: Buffer.alloc(timeBytes) }];
  return [...nothingReported(call, registers), ...emptySets(call, registers), ...rest];
}

/** poll(2) says of each descriptor what there is, also when a signal has ended it. */
export function nothingReported(
  { waitsFor }: WatchedCall,
  registers: Registers,
): readonly ProgramBytes[] {
  if (waitsFor !== 'list') return [];
  const list = argument(registers, 0);
  return Array.from({ length: argument(registers, 1) }, (_, i) => {
    return { address: list + i * entry.bytes + entry.reported, bytes: Buffer.alloc(2) };
  });
}

/** The kernel writes whole words of each set. */
function emptySets({ waitsFor }: WatchedCall, registers: Registers): readonly ProgramBytes[] {
  if (waitsFor !== 'sets') return [];
  const words = Math.ceil(registers.int(argumentRegisters[0]) / bitsInWord);
  const given = setArguments.map((at) => argument(registers, at)).filter((at) => at !== 0);
  return given.map((address) => ({ address, bytes: Buffer.alloc(words * (bitsInWord / 8)) }));
}
