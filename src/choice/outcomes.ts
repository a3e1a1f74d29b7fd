import { ok, outcomeId, parseOutcomeId, type Outcome } from '../model/outcome.js';
import type { FaultPreset } from '../model/settings.js';
import type { CallGroup } from './call.js';
import { catalogueOf, type CatalogueEntry } from './catalogue.js';
import { concernsFamily, isMet, protocolOf, type Situation } from './condition.js';

/**
 * One typical error per call (paper, 4.1.2), the first that applies. ECONNABORTED is tier 2 in
 * the catalogue, because Linux accepts a connection that was reset early; accept(2) still names
 * it, and a program must survive it.
 */
const representative: Readonly<Record<CallGroup, readonly string[]>> = {
  socket: [],
  bind: ['EADDRINUSE', 'EADDRNOTAVAIL'],
  listen: ['EADDRINUSE'],
  connect: ['ECONNREFUSED', 'ENOENT', 'ENETUNREACH'],
  accept: ['ECONNABORTED'],
  receive: ['ECONNRESET', 'ECONNREFUSED', 'eof', 'EAGAIN'],
  'receive-many': ['ECONNRESET', 'ECONNREFUSED', 'eof', 'EAGAIN'],
  send: ['ECONNRESET', 'ENETUNREACH', 'EPIPE'],
  'send-many': ['ECONNRESET', 'ENETUNREACH', 'EPIPE'],
  shutdown: ['ENOTCONN'],
  'peer-name': [],
  'so-error': ['so_error-ECONNREFUSED'],
  move: ['EPIPE'],
};

const resources = new Set(['EMFILE', 'ENFILE', 'ENOBUFS', 'ENOMEM']);

/** The outcomes of a preset at a call in this situation, `ok` first. */
export function presetOutcomes(
  preset: FaultPreset,
  group: CallGroup,
  situation: Situation,
): readonly Outcome[] {
  const applicable = applicableOutcomes(group, situation);
  switch (preset) {
    case 'all':
      return [ok, ...applicable.filter(({ tier }) => tier === 1).map(({ outcome }) => outcome)];
    case 'resources':
      return [ok, ...applicable.filter(isResource).map(({ outcome }) => outcome)];
    case 'interrupts':
      return [ok, ...applicable.filter(isInterrupt).map(({ outcome }) => outcome)];
    case 'representative':
      return [ok, ...typical(group, applicable)];
  }
}

/** The outcomes that a rule asks for, as far as they can happen here. */
export function requestedOutcomes(
  ids: readonly string[],
  group: CallGroup,
  situation: Situation,
): readonly Outcome[] {
  const wanted = new Set(ids);
  const applicable = applicableOutcomes(group, situation).map(({ outcome }) => outcome);
  return [ok, ...applicable.filter((outcome) => wanted.has(outcomeId(outcome)))];
}

interface Applicable {
  readonly outcome: Outcome;
  readonly tier: number;
}

function isResource({ outcome }: Applicable): boolean {
  return outcome.kind === 'errno' && resources.has(outcome.errno);
}

function isInterrupt({ outcome }: Applicable): boolean {
  return outcome.kind === 'errno' && outcome.errno === 'EINTR';
}

function typical(group: CallGroup, applicable: readonly Applicable[]): readonly Outcome[] {
  for (const id of representative[group]) {
    const found = applicable.find(({ outcome }) => outcomeId(outcome) === id);
    if (found !== undefined) return [found.outcome];
  }
  return [];
}

function applicableOutcomes(group: CallGroup, situation: Situation): readonly Applicable[] {
  const protocol = protocolOf(situation.socket);
  return catalogueOf(group)
    .filter(({ proto, tier }) => tier !== 3 && matchesProtocol(proto, protocol))
    .filter(({ when }) => isMet(when, situation))
    .filter(({ errno }) => concernsFamily(errno, situation.socket.family))
    .flatMap((entry) => withTier(entry, asOutcomes(entry, situation)));
}

function withTier({ tier }: CatalogueEntry, outcomes: readonly Outcome[]): Applicable[] {
  return outcomes.map((outcome) => ({ outcome, tier }));
}

function matchesProtocol(listed: string, protocol: string): boolean {
  return listed === 'any' || listed.split(',').includes(protocol);
}

/** Kinds that need more than the call's return value are not offered. */
function asOutcomes(entry: CatalogueEntry, { movable }: Situation): readonly Outcome[] {
  if (entry.kind === 'eof') return [{ kind: 'eof' }];
  if (entry.kind === 'short') return movable > 2 ? [oneByte, allButOne] : [oneByte];
  const prefix = entry.kind === 'so_error' ? 'so_error-' : '';
  const outcome = entry.errno === undefined ? undefined : parseOutcomeId(prefix + entry.errno);
  return outcome === undefined || entry.tier === 0 ? [] : [outcome];
}

const oneByte: Outcome = { kind: 'short', keep: '1' };
const allButOne: Outcome = { kind: 'short', keep: 'all-but-1' };
