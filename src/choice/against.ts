import type { Outcome } from '../model/outcome.js';
import type { CallGroup } from './call.js';
import type { CatalogueEntry } from '../support/fault-catalogue.js';
import { conditionAgainst, type Against } from './condition.js';
import { lacksConnection, needsConnection } from './needs-connection.js';
import type { Situation } from './situation.js';

/** Errors of routes and interfaces, which a local socket has no part in. */
const routeErrors = new Set(['ENETUNREACH', 'EHOSTUNREACH', 'ENETDOWN', 'EADDRNOTAVAIL']);
/** Kinds that are no more than another result of the call. */
const bareKinds = new Set<string>(['errno', 'so_error', 'eof', 'short']);
export const bareAgainst = 'bare faults only overwrite results';

/** Why an entry's outcome cannot happen at a call in this situation. */
export function against(
  entry: CatalogueEntry,
  outcome: Outcome,
  group: CallGroup,
  situation: Situation,
): Against {
  return (
    (situation.bare && needsWorld(outcome, group) ? bareAgainst : undefined) ??
    protocolAgainst(entry, situation) ??
    conditionAgainst(entry, situation) ??
    connectionAgainst(entry, group, situation) ??
    amountAgainst(outcome, group, situation)
  );
}

/** Whether more has to happen than that a call returns something else. */
function needsWorld({ kind }: Outcome, group: CallGroup): boolean {
  return !bareKinds.has(kind) || (kind === 'so_error' && group !== 'so-error');
}

function protocolAgainst({ proto, errno = '' }: CatalogueEntry, { socket }: Situation): Against {
  const protocol = protocolOf(socket);
  const isListed = proto === 'any' || proto.split(',').includes(protocol);
  const isRouted = protocol !== 'unix' || !routeErrors.has(errno);
  return isListed && isRouted ? undefined : `it is a ${protocol.toUpperCase()} socket`;
}

/** `tcp`, `udp`, `unix`, as the catalogue names them. */
function protocolOf(socket: Situation['socket']): string {
  if (socket.family === 'unix') return 'unix';
  return socket.type === 'stream' ? 'tcp' : 'udp';
}

function connectionAgainst(
  { tier, errno }: CatalogueEntry,
  group: CallGroup,
  { socket, bare }: Situation,
): Against {
  const isAtStake = needsConnection(group) && (tier === 1 || errno === 'EINTR');
  return isAtStake && lacksConnection(socket) && !bare ? 'it is not connected' : undefined;
}

function amountAgainst(
  outcome: Outcome,
  group: CallGroup,
  { movable, queued }: Situation,
): Against {
  if (outcome.kind === 'short' && outcome.keep === 'all-but-1' && movable < 3)
    return 'all but one of two is one';
  if (outcome.kind === 'reset-after' && outcome.bytes >= queued)
    return `no more than ${String(queued)} bytes wait`;
  // What is reported as sent has to be known, too.
  const isUnknown = movable < 1 && (outcome.kind === 'lost' || sendsLess(outcome, group));
  return isUnknown ? 'nothing is known to be sent' : undefined;
}

function sendsLess({ kind }: Outcome, group: CallGroup): boolean {
  return kind === 'drop' && (group === 'send' || group === 'send-many');
}
