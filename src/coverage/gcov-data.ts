import type { GcovObject } from '../tracer/counters/gcov-objects.js';

/** As numbers of four bytes whose letters stand from the highest on. */
const magic = 'gcda';
const tagOf = { function: 0x0100_0000, arcs: 0x01a1_0000, summary: 0xa100_0000 } as const;

/**
 * The file of counts (.gcda) that the program would have written for an object file at its end,
 * as gcc 12 lays it out: https://gcc.gnu.org, gcov-io.h. Lengths are in bytes.
 */
export function gcovData(object: GcovObject, counts: ArrayLike<number>): Buffer {
  const parts = [
    Buffer.from(magic).reverse(),
    Buffer.from(object.version, 'latin1').reverse(),
    numbers(object.stamp, object.checksum),
    record(tagOf.summary, numbers(1, 0)),
  ];
  for (const { ident, lineChecksum, flowChecksum, first, count } of object.functions) {
    const values = Buffer.alloc(count * 8);
    for (let i = 0; i < count; i += 1) put(values, i * 8, counts[first + i] ?? 0);
    parts.push(record(tagOf.function, numbers(ident, lineChecksum, flowChecksum)));
    parts.push(record(tagOf.arcs, values));
  }
  return Buffer.concat(parts);
}

function record(tag: number, content: Buffer): Buffer {
  return Buffer.concat([numbers(tag, content.length), content]);
}

function numbers(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, i) => bytes.writeUInt32LE(value, i * 4));
  return bytes;
}

function put(bytes: Buffer, at: number, value: number): void {
  bytes.writeUInt32LE(value % 2 ** 32, at);
  bytes.writeUInt32LE(Math.floor(value / 2 ** 32), at + 4);
}
