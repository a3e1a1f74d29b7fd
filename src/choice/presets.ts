import type { FaultPreset } from '../model/settings.js';
import { entryIds, faultCatalogue, type CatalogueEntry } from '../support/fault-catalogue.js';
import type { CallGroup } from './call.js';
import { catalogueCalls } from './catalogue.js';
import { waiting } from './waits.js';

/**
 * One typical error per call (paper, 4.1.2), the first that applies. ECONNABORTED is tier 2 in
 * the catalogue, because Linux accepts a connection that was reset early; accept(2) still names
 * it, and a program must survive it.
 */
const receive = ['ECONNRESET', 'ECONNREFUSED', 'eof', 'EAGAIN'];
const send = ['ECONNRESET', 'ENETUNREACH', 'EPIPE'];
export const representative: Readonly<Record<CallGroup, readonly string[]>> = {
  socket: [],
  bind: ['EADDRINUSE', 'EADDRNOTAVAIL'],
  listen: ['EADDRINUSE'],
  connect: ['ECONNREFUSED', 'so_error-ECONNREFUSED', 'ENOENT', 'ENETUNREACH'],
  accept: ['ECONNABORTED'],
  receive,
  'receive-many': receive,
  send,
  'send-many': send,
  shutdown: ['ENOTCONN'],
  'so-error': ['so_error-ECONNREFUSED'],
  'peer-name': [],
  move: ['EPIPE'],
  memory: [],
  wait: [],
};

const resources = new Set(['EMFILE', 'ENFILE', 'ENOBUFS', 'ENOMEM']);
/** A preset offers a reset after the first byte; rules may ask for any other. */
export const resetAfterFirst = ['1'];

/** Whether one of the presets means this outcome. */
function isSelected(
  presets: readonly FaultPreset[],
  { call, tier, errno = '' }: Pick<CatalogueEntry, 'call' | 'tier' | 'errno'>,
  id: string,
): boolean {
  return presets.some((preset) => {
    if (preset === 'all') return tier === 1;
    if (preset === 'resources') return tier === 2 && resources.has(errno);
    if (preset === 'interrupts') return errno === 'EINTR';
    if (preset === 'waits') return tier === 1 && call === waiting;
    return isTypical(call, id);
  });
}

function isTypical(call: string, id: string): boolean {
  const groups = Object.entries(catalogueCalls).filter(([, calls]) => calls[0] === call);
  return groups.some(([group]) => representative[group as CallGroup].includes(id));
}

/** Whether one of them tries it where it can happen: waits only with the preset of that name. */
export function isTried(
  presets: readonly FaultPreset[],
  entry: CatalogueEntry,
  id: string,
): boolean {
  const isMeant = entry.call !== waiting || presets.includes('waits');
  return isMeant && isSelected(presets, entry, id);
}

/** What the presets ask for: the catalogue's call, and the outcome. */
export function presetRequests(
  presets: readonly FaultPreset[],
): readonly { readonly call: string; readonly outcome: string }[] {
  return faultCatalogue().flatMap((entry) => {
    const ids = entryIds(entry, resetAfterFirst);
    const selected = ids.filter((id) => isSelected(presets, entry, id));
    return selected.map((outcome) => ({ call: entry.call, outcome }));
  });
}
