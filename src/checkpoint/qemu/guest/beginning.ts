import { createHash } from 'node:crypto';
import type { Settings } from '../../../model/settings.js';
import type { Order } from './reply.js';

/** What is told to init before the first program starts: all runs go on from the same boot. */
export function beginningOf({ epochMs, seed }: Settings): readonly Order[] {
  const bytes = createHash('sha256').update(`seed ${String(seed)}`).digest();
  return [
    { kind: 'date', epochMs },
    { kind: 'seed', bytes },
  ];
}
