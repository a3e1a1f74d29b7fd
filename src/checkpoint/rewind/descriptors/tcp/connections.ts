import { shutdown } from '../../../../kernel/ffi.js';
import { tcpInfo, tcpState } from '../../../../kernel/tcp-info.js';
import { probeWindow } from '../../../../kernel/tcp-repair.js';
import { openWindow, restoreStream } from '../../../../kernel/restore-stream.js';
import type { TcpStream } from '../../../../kernel/tcp-stream.js';
import type { FrozenWorld } from '../../frozen-world.js';
import { refuse } from '../../refusal.js';
import { unlessTaken } from './orphan.js';
import { sendAll } from './pending.js';
import type { Connected } from './tcp-socket.js';
import { newTcpSocket } from './world-socket.js';

interface Restoring {
  readonly socket: Connected;
  readonly copy: number;
}

const forReading = 0;
const forWriting = 1;

/**
 * Put connections back between sockets that have none: first both ends with what they have got,
 * then what was on its way is sent again, then streams are ended as they were.
 */
export function restoreConnections(all: readonly Restoring[], world: FrozenWorld): void {
  for (const one of all) restoreOne(one, world);
  for (const { socket, copy } of all) {
    if (socket.other === 'gone') endFromOtherSide(socket, world);
    else if (socket.undelivered.length + unconfirmed(socket) > 0) resend(socket, copy);
  }
  // An end of a stream that has arrived comes before one that answers to it.
  for (const arrived of [true, false])
    for (const one of all)
      if (one.socket.ends.finSent && hasArrived(one, all) === arrived)
        shutdown(one.copy, forWriting);
  for (const { socket, copy } of all) if (socket.ends.shutForReading) shutdown(copy, forReading);
  all.forEach(mustHaveEnds);
}

/**
 * What the other end takes may be more than it has said: a confirmation that was due is not any
 * more, and data that waits for it would wait until a time limit of the kernel.
 */
function resend({ undelivered }: Connected, copy: number): void {
  sendAll(copy, undelivered);
  probeWindow(copy);
}

function restoreOne({ socket, copy }: Restoring, world: FrozenWorld): void {
  const { local, peer, stream } = socket;
  const sent = { undelivered: socket.undelivered.length, unconfirmed: unconfirmed(socket) };
  unlessTaken(local, peer, world, () => restoreStream(copy, local, peer, stream, sent));
}

/** Bytes that have arrived, of which this end had not been told yet. */
function unconfirmed({ stream, ends, undelivered }: Connected): number {
  const unacknowledged = Math.max(0, stream.unacknowledged - Number(ends.finSent));
  return unacknowledged - undelivered.length;
}

function hasArrived({ socket }: Restoring, all: readonly Restoring[]): boolean {
  const isOther = (other: Connected): boolean =>
    other.local.equals(socket.peer) && other.peer.equals(socket.local);
  return all.some((other) => isOther(other.socket) && other.socket.ends.finReceived);
}

/** The other end was closed: a stand-in takes its place and is closed as well. */
function endFromOtherSide({ local, peer, stream }: Connected, world: FrozenWorld): void {
  using standIn = newTcpSocket(world, peer.readUInt16LE(0));
  unlessTaken(peer, local, world, () => restoreStream(standIn.fd, peer, local, mirror(stream)));
}

/** The same connection seen from its other end. */
function mirror(stream: TcpStream): TcpStream {
  const { sendSequence } = stream;
  return {
    ...stream,
    sendSequence: stream.receiveSequence,
    receiveSequence: sendSequence,
    received: Buffer.alloc(0),
    window: openWindow(sendSequence),
    scales: ((stream.scales & 15) << 4) | (stream.scales >> 4),
  };
}

/** What was done must have had the effect that it had then. */
function mustHaveEnds({ socket, copy }: Restoring): void {
  const { finSent, finReceived } = socket.ends;
  if (!finSent && !finReceived) return;
  const { closeWait, finWait1, finWait2, lastAck, closing } = tcpState;
  const expected: readonly number[] = !finSent
    ? [closeWait]
    : finReceived
      ? [lastAck, closing]
      : [finWait1, finWait2];
  const state = tcpInfo(copy)?.state ?? 0;
  if (!expected.includes(state)) refuse(`a connection that does not end again (${String(state)})`);
}
