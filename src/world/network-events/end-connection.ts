import { segmentFlag } from '../../kernel/tcp-segment.js';
import { tcpState } from '../../kernel/tcp-info.js';
import { connectionOf, stateOf } from './connection.js';
import { eventFailed } from './event-failed.js';
import type { EventSocket } from './event-socket.js';
import { comesAbout, forge } from './forged-segment.js';
import { resetOther } from './reset-connection.js';

const beforeItsEnd: readonly number[] = [
  tcpState.established,
  tcpState.finWait1,
  tcpState.finWait2,
];

/**
 * The other end has closed: this one gets the end of the stream, confirms it, and whatever it
 * sends from now on is answered by a reset, because there is nobody.
 */
export function endConnection(socket: EventSocket): void {
  const connection = connectionOf(socket);
  if (connection === undefined) return;
  const { local, peer, state, numbers } = connection;
  if (beforeItsEnd.includes(state)) {
    const flags = segmentFlag.end | segmentFlag.acknowledgment;
    const end = { flags, sequence: numbers.expected, acknowledgment: numbers.next };
    forge(socket.init, peer, local, end);
    if (!comesAbout(() => !beforeItsEnd.includes(stateOf(socket.copy))))
      throw eventFailed('an end of a stream');
  }
  // Only now: a confirmation that finds nobody would be answered by a reset.
  resetOther(socket, connection);
}
