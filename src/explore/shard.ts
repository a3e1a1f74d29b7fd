import { createHash } from 'node:crypto';
import { outcomeId } from '../model/outcome.js';
import type { Mark } from '../model/path.js';

/** One of several explorations that share the work, from 1. */
export interface Shard {
  readonly part: number;
  readonly of: number;
}

/**
 * Whether the shard goes there. The first fault of a path decides, so that what follows it is in
 * one shard: what is alike has the same first fault, too. All shards run the path without faults.
 */
export function isInShard({ part, of }: Shard, { path, at, outcome }: Mark): boolean {
  if (path.length > 0 || outcome.kind === 'ok') return true;
  const hash = createHash('sha256')
    .update(`${at}=${outcomeId(outcome)}`)
    .digest();
  return hash.readUInt32BE() % of === part - 1;
}
