import { recv } from '../../kernel/ffi.js';
import { queuedBytes } from '../../kernel/socket.js';
import { tcpState } from '../../kernel/tcp-info.js';
import { fillReceived, restoreStream } from '../../kernel/restore-stream.js';
import { disconnectSilently, whileRepairing } from '../../kernel/tcp-repair.js';
import { readStream } from '../../kernel/tcp-stream.js';
import { connectionOf, stateOf } from './connection.js';
import { eventFailed } from './event-failed.js';
import type { EventSocket } from './event-socket.js';

const withoutWaiting = 0x40; // MSG_DONTWAIT

/** Take all that waits to be read. */
export function drainStream(copy: number): Buffer {
  const bytes = Buffer.alloc(Math.max(1, queuedBytes(copy)));
  const count = recv(copy, bytes, bytes.length, withoutWaiting);
  return bytes.subarray(0, Math.max(0, count));
}

/** What has arrived had never arrived, but for its first bytes: neither had an end behind it. */
export function discard(socket: EventSocket, keep: number): void {
  const { copy } = socket;
  if (stateOf(copy) === tcpState.closeWait) {
    discardEnd(socket, keep);
    return;
  }
  const kept = drainStream(copy).subarray(0, keep);
  if (kept.length > 0)
    whileRepairing(copy, () => {
      fillReceived(copy, kept);
    });
}

/** A stream goes on after its end only in a connection that is made anew. */
function discardEnd(socket: EventSocket, keep: number): void {
  const { copy } = socket;
  const connection = connectionOf(socket);
  if (connection === undefined) return;
  const { local, peer } = connection;
  const stream = readStream(copy, { finSent: false, finReceived: true });
  const { received, receiveSequence } = stream;
  const kept = received.subarray(0, keep);
  const lost = received.length - kept.length;
  disconnectSilently(copy);
  const shortened = { ...stream, received: kept, receiveSequence: (receiveSequence - lost) >>> 0 };
  if (restoreStream(copy, local, peer, shortened) === 'taken')
    throw eventFailed('a stream without its end');
}
