import type { BorrowedThread } from '../../../tracer/borrowed-thread.js';
import { refuse } from '../refusal.js';

/** Something that prctl(2) gets and sets: as its result, or by a pointer. */
interface Property {
  readonly name: string;
  readonly get: number;
  readonly set: number;
  readonly byPointer: boolean;
}

export const ofThread: readonly Property[] = [
  { name: 'death signal', get: 2, set: 1, byPointer: true },
  { name: 'timer slack', get: 30, set: 29, byPointer: false },
];

export const ofProcess: readonly Property[] = [
  { name: 'dumpable', get: 3, set: 4, byPointer: false },
  { name: 'subreaper', get: 37, set: 36, byPointer: true },
  { name: 'huge pages', get: 42, set: 41, byPointer: false },
];

/** Only the thread itself can ask. */
export function readProperties(
  properties: readonly Property[],
  hands: BorrowedThread,
): readonly number[] {
  return properties.map(({ name, get, byPointer }) => {
    const result = hands.call('prctl', get, byPointer ? Buffer.alloc(8) : 0, 0, 0, 0);
    if (result < 0) refuse(`the attribute ${name}, which cannot be read`);
    return byPointer ? hands.read(0, 4).readInt32LE(0) : result;
  });
}

export function setProperties(
  properties: readonly Property[],
  then: readonly number[],
  now: readonly number[],
  hands: BorrowedThread,
): void {
  properties.forEach(({ name, set }, i) => {
    const value = then[i] ?? 0;
    if (value === now[i]) return;
    if (hands.call('prctl', set, value, 0, 0, 0) < 0)
      refuse(`the attribute ${name}, which cannot be put back`);
  });
}
