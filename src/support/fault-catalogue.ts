import { readFileSync } from 'node:fs';
import { assert } from './assert.js';

/** One row of data/fault-catalogue.json: an outcome, when it applies, and where that is stated. */
export interface CatalogueEntry {
  /** One call, or several that share their outcomes: `sendfile/splice`. */
  readonly call: string;
  readonly kind: string;
  /** 1 network or peer caused; 2 resource, policy, signal; 3 never environmental. */
  readonly tier: number;
  /** `any`, or a comma-separated list of `tcp`, `udp`, `unix`. */
  readonly proto: string;
  readonly errno?: string;
  readonly when?: string;
  /** What the answer of a name server says, for `dns`. */
  readonly failure?: string;
}

// Beside src/ and dist/ alike, so that the path is the same from both.
const file = new URL('../../data/fault-catalogue.json', import.meta.url);
let entries: readonly CatalogueEntry[] | undefined;

export function faultCatalogue(): readonly CatalogueEntry[] {
  entries ??= load();
  return entries;
}

function load(): readonly CatalogueEntry[] {
  const data = JSON.parse(readFileSync(file, 'utf8')) as { outcomes: CatalogueEntry[] };
  assert(data.outcomes.length > 0, 'the fault catalogue is empty');
  return data.outcomes;
}

/** How the catalogue names kinds that have an outcome of another name. */
const kindOf: Readonly<Record<string, string>> = {
  lost_after_success: 'lost',
  hang: 'silence',
};

/**
 * The ids that stand for an entry of the catalogue.
 * @param resetAfter a reset may come after any byte
 */
export function entryIds(entry: CatalogueEntry, resetAfter: readonly string[]): readonly string[] {
  const { kind, errno = '', failure = '' } = entry;
  if (kind === 'errno' || kind === 'gai') return [errno];
  if (kind === 'so_error') return [`so_error-${errno}`];
  if (kind === 'short') return ['short-1', 'short-all-but-1'];
  if (kind === 'reset-after') return resetAfter.map((bytes) => `reset-after-${bytes}`);
  return kind === 'dns' ? [`dns-${failure}`] : [kindOf[kind] ?? kind];
}
