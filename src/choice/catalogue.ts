import { readFileSync } from 'node:fs';
import { assert } from '../support/assert.js';
import type { CallGroup } from './call.js';

/** One row of data/fault-catalogue.json: an outcome, when it applies, and where that is stated. */
export interface CatalogueEntry {
  readonly call: string;
  readonly kind: string;
  /** 1 network or peer caused; 2 resource, policy, signal; 3 never environmental. */
  readonly tier: number;
  /** `any`, or a comma-separated list of `tcp`, `udp`, `unix`. */
  readonly proto: string;
  readonly errno?: string;
  readonly when?: string;
}

/** The catalogue's name of each group of calls; vectored-message calls fail like plain ones. */
const catalogueCalls: Readonly<Record<CallGroup, readonly string[]>> = {
  socket: ['socket'],
  bind: ['bind'],
  listen: ['listen'],
  connect: ['connect'],
  accept: ['accept'],
  receive: ['recv/recvfrom/recvmsg/read/readv'],
  'receive-many': ['recv/recvfrom/recvmsg/read/readv'],
  send: ['send/sendto/sendmsg/write/writev'],
  'send-many': ['send/sendto/sendmsg/write/writev'],
  shutdown: ['shutdown'],
  'peer-name': ['getpeername'],
  'so-error': ['getsockopt(SO_ERROR)'],
  move: ['sendfile/splice'],
};

// Beside src/ and dist/ alike, so that the path is the same from both.
const file = new URL('../../data/fault-catalogue.json', import.meta.url);
let entries: readonly CatalogueEntry[] | undefined;

/** What the catalogue lists for a group of calls, in its order. */
export function catalogueOf(group: CallGroup): readonly CatalogueEntry[] {
  entries ??= load();
  const calls = catalogueCalls[group];
  return entries.filter((entry) => calls.includes(entry.call));
}

function load(): readonly CatalogueEntry[] {
  const data = JSON.parse(readFileSync(file, 'utf8')) as { outcomes: CatalogueEntry[] };
  assert(data.outcomes.length > 0, 'the fault catalogue is empty');
  return data.outcomes;
}
