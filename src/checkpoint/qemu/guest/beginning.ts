import { createHash } from 'node:crypto';
import type { Settings } from '../../../model/settings.js';
import { resolverConfiguration } from '../../../world/dns/resolver-file.js';
import type { Order } from './reply.js';

/** What is told to init before the first program starts: all runs go on from the same boot. */
export function beginningOf({ epochMs, seed, dns }: Settings): readonly Order[] {
  const bytes = createHash('sha256')
    .update(`seed ${String(seed)}`)
    .digest();
  const serve: Order = { kind: 'serve', configuration: resolverConfiguration() };
  return [
    ...(dns === undefined ? [] : [serve]),
    { kind: 'date', epochMs },
    { kind: 'seed', bytes },
  ];
}
