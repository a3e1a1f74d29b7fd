import type { LlvmProfile } from '../tracer/counters/llvm-profile.js';

/** As a number whose letters stand from the highest byte on: "lprofr" between two marks. */
const magic = Buffer.from('ff6c70726f667281', 'hex').reverse();
/** A record, and where in it the numbers of observed values stand: those are not kept here. */
const [recordSize, valuesAt, valuesSize] = [48, 44, 4];
const lastKindOfValues = 1n;

/** The layout that is written: that of clang 14 to 17. */
export const rawVersion = 8n;

/**
 * The file (.profraw) that the program would have written at its end:
 * https://llvm.org, compiler-rt/lib/profile, InstrProfilingWriter.c. It begins with the sizes of
 * what follows, all of it in words of eight bytes.
 *
 * @param counts of the module, by number of its counters
 */
export function rawProfile(profile: LlvmProfile, counts: ArrayLike<number>): Buffer {
  const records = withoutValues(profile.records);
  const [padding, names, distance] = [0n, profile.names.length, profile.distance];
  const sizes = [0n, records.length / recordSize, padding, profile.count, padding, names];
  const places = [distance, 0n, lastKindOfValues];
  return Buffer.concat([
    magic,
    words([rawVersion, ...sizes, ...places]),
    records,
    words(Array.from({ length: profile.count }, (_, i) => counts[profile.first + i] ?? 0)),
    profile.names,
    Buffer.alloc((8 - (names % 8)) % 8),
  ]);
}

function withoutValues(all: Buffer): Buffer {
  const records = Buffer.from(all.subarray(0, all.length - (all.length % recordSize)));
  for (let at = valuesAt; at < records.length; at += recordSize)
    records.fill(0, at, at + valuesSize);
  return records;
}

/** Sums may have grown beyond what a word holds. */
function words(values: readonly (number | bigint)[]): Buffer {
  const bytes = Buffer.alloc(values.length * 8);
  values.forEach((value, i) => {
    const whole = BigInt(value);
    const fitting = whole >= 2n ** 64n ? 2n ** 64n - 1n : BigInt.asUintN(64, whole);
    bytes.writeBigUInt64LE(fitting, i * 8);
  });
  return bytes;
}
