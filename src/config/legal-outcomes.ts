import { entryIds, faultCatalogue, type CatalogueEntry } from '../support/fault-catalogue.js';

const sending = 'send/sendto/sendmsg/write/writev';
const receiving = 'recv/recvfrom/recvmsg/read/readv';
const waits = [
  'poll',
  'ppoll',
  'select',
  'pselect6',
  'epoll_wait',
  'epoll_pwait',
  'epoll_pwait2',
] as const;
/** Results that are no faults, and what other outcomes stand for. */
const noOutcomes = new Set(['truncate', 'spurious', 'subset']);
const several = 'sendmmsg/recvmmsg';

/** Calls that are choice points, and the catalogue's names of what can happen to them. */
const catalogueCalls: ReadonlyMap<string, readonly string[]> = new Map([
  ...['socket', 'bind', 'listen', 'connect', 'accept'].map((call) => [call, [call]] as const),
  ['accept4', ['accept']],
  ['getsockopt(SO_ERROR)', ['getsockopt(SO_ERROR)']],
  ['shutdown', ['shutdown']],
  ['getpeername', ['getpeername']],
  ...sameGroup(sending),
  ['sendmmsg', [sending, several]],
  ...sameGroup(receiving),
  ['recvmmsg', [receiving, several]],
  ['sendfile', ['sendfile/splice']],
  ['splice', ['sendfile/splice', receiving]],
  ['mmap', ['mmap']],
  ...waits.map((call) => [call, ['poll/select/epoll_wait']] as const),
]);

function sameGroup(group: string): readonly (readonly [string, readonly string[]])[] {
  return group.split('/').map((call) => [call, [group]] as const);
}

/** `getsockopt` is a choice point only where it asks for SO_ERROR, and is named accordingly. */
export function canonicalCall(call: string): string {
  return call === 'getsockopt' ? 'getsockopt(SO_ERROR)' : call;
}

/** Calls that a rule may name. */
export const knownCalls: readonly string[] = [...catalogueCalls.keys()];

/** Ids of the outcomes that the environment can cause at this call; all calls without one. */
export function legalOutcomes(call: string | undefined): readonly string[] {
  const named = call === undefined ? undefined : catalogueCalls.get(call);
  const groups = new Set(named ?? [...catalogueCalls.values()].flat());
  const legal = faultCatalogue()
    .filter((entry) => groups.has(entry.call) && isEnvironmental(entry))
    .flatMap((entry) => entryIds(entry, ['N']));
  return [...new Set(legal)];
}

/** Calls at which the environment can cause this. */
export function callsWith(id: string): readonly string[] {
  return knownCalls.filter((call) => legalOutcomes(call).includes(id));
}

/** The id by which all resets in mid message are listed: they differ in how much comes before. */
export function listedId(id: string): string {
  return id.replace(/^reset-after-\d+$/, 'reset-after-N');
}

/** Tier 0 is a normal result, tier 3 the caller's own mistake. */
function isEnvironmental({ tier, kind }: CatalogueEntry): boolean {
  return (tier === 1 || tier === 2) && !noOutcomes.has(kind);
}
