import { readFileSync } from 'node:fs';

/** An entry of the catalogue, as far as rules are checked against it. */
interface CatalogueEntry {
  /** One call, or several that share their outcomes: `send/sendto/write`. */
  readonly call: string;
  readonly kind: string;
  readonly tier: number;
  readonly errno?: string;
}

interface Catalogue {
  readonly outcomes: readonly CatalogueEntry[];
}

// Beside src/ and dist/ alike, so that the path is the same from both.
const file = new URL('../../data/fault-catalogue.json', import.meta.url);
let catalogue: Catalogue | undefined;

const sending = 'send/sendto/sendmsg/write/writev';
const receiving = 'recv/recvfrom/recvmsg/read/readv';

/** Calls that are choice points and the catalogue's name of the group they belong to. */
const groupOfCall: ReadonlyMap<string, string> = new Map([
  ['socket', 'socket'],
  ['bind', 'bind'],
  ['listen', 'listen'],
  ['connect', 'connect'],
  ['accept', 'accept'],
  ['accept4', 'accept'],
  ['getsockopt(SO_ERROR)', 'getsockopt(SO_ERROR)'],
  ['shutdown', 'shutdown'],
  ...sameGroup(sending),
  ['sendmmsg', sending],
  ...sameGroup(receiving),
  ['recvmmsg', receiving],
  ...sameGroup('sendfile/splice'),
]);

function sameGroup(group: string): readonly (readonly [string, string])[] {
  return group.split('/').map((call) => [call, group] as const);
}

/** `getsockopt` is a choice point only where it asks for SO_ERROR, and is named accordingly. */
export function canonicalCall(call: string): string {
  return call === 'getsockopt' ? 'getsockopt(SO_ERROR)' : call;
}

/** Calls that a rule may name. */
export const knownCalls: readonly string[] = [...groupOfCall.keys()];

/** Ids of the outcomes that the environment can cause at this call; all calls without one. */
export function legalOutcomes(call: string | undefined): readonly string[] {
  const group = call === undefined ? undefined : groupOfCall.get(call);
  const groups = group === undefined ? new Set(groupOfCall.values()) : new Set([group]);
  catalogue ??= JSON.parse(readFileSync(file, 'utf8')) as Catalogue;
  const legal = catalogue.outcomes
    .filter((entry) => groups.has(entry.call) && isEnvironmental(entry))
    .flatMap(idsOf);
  return [...new Set(legal)];
}

/** Tier 0 is a normal result, tier 3 the caller's own mistake. */
function isEnvironmental(entry: CatalogueEntry): boolean {
  return entry.tier === 1 || entry.tier === 2;
}

function idsOf(entry: CatalogueEntry): readonly string[] {
  switch (entry.kind) {
    case 'errno':
      return entry.errno === undefined ? [] : [entry.errno];
    case 'so_error':
      return entry.errno === undefined ? [] : [`so_error-${entry.errno}`];
    case 'eof':
      return ['eof'];
    case 'short':
      return ['short-1', 'short-all-but-1'];
    default:
      return [];
  }
}
