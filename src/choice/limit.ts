import { lengthAt, vectorBytes } from '../tracer/io-vectors.js';
import { argumentRegisters, type Registers } from '../tracer/registers.js';
import type { Override } from '../tracer/override.js';
import type { WatchedCall } from './call.js';
import { callVectors } from './call-vectors.js';
import type { Surroundings } from './surroundings.js';

/** A call that moves at most so many bytes, or messages. */
export function limited(
  call: WatchedCall,
  count: number,
  registers: Registers,
  { read }: Surroundings,
): Override {
  const at = call.count ?? call.messages;
  const register = at === undefined ? undefined : argumentRegisters[at];
  if (register !== undefined) return { kind: 'limit', register, count };
  const vectors = callVectors(call, registers, read);
  if (vectors === undefined) return { kind: 'run' };
  return { kind: 'patch', writes: shortened(vectors, count) };
}

/** The lengths that must be others for the sum to be the count. */
function shortened(
  { at, segments }: NonNullable<ReturnType<typeof callVectors>>,
  count: number,
): (Override & { kind: 'patch' })['writes'] {
  let left = count;
  return segments.flatMap(({ length }, i) => {
    const kept = Math.min(left, length);
    left -= kept;
    if (kept === length) return [];
    const bytes = Buffer.alloc(8);
    bytes.writeBigUInt64LE(BigInt(kept));
    return [{ address: at + i * vectorBytes + lengthAt, bytes }];
  });
}
