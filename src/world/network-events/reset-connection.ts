import { segmentFlag } from '../../kernel/tcp-segment.js';
import { tcpState } from '../../kernel/tcp-info.js';
import { connectionOf, stateOf } from './connection.js';
import { eventFailed } from './event-failed.js';
import type { EventSocket } from './event-socket.js';
import { comesAbout, forge } from './forged-segment.js';

/** Resets arrive at both ends, as a machine between them that has lost the connection sends. */
export function resetConnection(socket: EventSocket): void {
  const connection = connectionOf(socket);
  if (connection === undefined) return;
  resetOther(socket, connection);
  const { local, peer, numbers } = connection;
  // Only one with exactly the number that is expected is believed (RFC 5961, 3.2).
  forge(socket.init, peer, local, resetAt(numbers.expected));
  if (!comesAbout(() => stateOf(socket.copy) === tcpState.close))
    throw eventFailed('a reset of a connection');
}

/**
 * The other end may have no descriptor yet, or none any more. What it expects is what this end
 * has not sent, or what it has not confirmed where it had no room for the rest.
 */
export function resetOther(
  { init }: EventSocket,
  { local, peer, numbers }: NonNullable<ReturnType<typeof connectionOf>>,
): void {
  for (const sequence of new Set([numbers.next, numbers.unconfirmed]))
    forge(init, local, peer, resetAt(sequence));
}

function resetAt(sequence: number): Parameters<typeof forge>[3] {
  return { flags: segmentFlag.reset, sequence, acknowledgment: 0 };
}
