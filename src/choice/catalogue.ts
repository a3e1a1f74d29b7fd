import { parseOutcomeId, type Outcome } from '../model/outcome.js';
import { entryIds, faultCatalogue, type CatalogueEntry } from '../support/fault-catalogue.js';
import type { CallGroup } from './call.js';

const receiving = 'recv/recvfrom/recvmsg/read/readv';
const sending = 'send/sendto/sendmsg/write/writev';
const several = 'sendmmsg/recvmmsg';

/** The catalogue's names of each group of calls; vectored-message calls fail like plain ones. */
export const catalogueCalls: Readonly<Record<CallGroup, readonly string[]>> = {
  socket: ['socket'],
  bind: ['bind'],
  listen: ['listen'],
  connect: ['connect'],
  accept: ['accept'],
  receive: [receiving],
  'receive-many': [receiving, several],
  send: [sending],
  'send-many': [sending, several],
  shutdown: ['shutdown'],
  'peer-name': ['getpeername'],
  'so-error': ['getsockopt(SO_ERROR)'],
  move: ['sendfile/splice'],
  memory: ['mmap'],
  wait: ['poll/select/epoll_wait'],
};

/** What the catalogue lists for a group of calls, in its order. */
export function catalogueOf(group: CallGroup): readonly CatalogueEntry[] {
  const calls = catalogueCalls[group];
  const listed = faultCatalogue().filter((entry) => calls.includes(entry.call));
  // Of several messages it is messages that are cut off, not bytes.
  if (!calls.includes(several)) return listed;
  return listed.filter(({ call, kind }) => call === several || kind !== 'short');
}

/** What of an entry the tool can bring about: no normal results, and no mistakes of the caller. */
export function entryOutcomes(
  entry: CatalogueEntry,
  resetAfter: readonly string[],
): readonly Outcome[] {
  if (entry.tier !== 1 && entry.tier !== 2) return [];
  return entryIds(entry, resetAfter).flatMap((id) => parseOutcomeId(id) ?? []);
}
