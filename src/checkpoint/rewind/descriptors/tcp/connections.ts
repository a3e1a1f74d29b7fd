import { shutdown } from '../../../../kernel/ffi.js';
import { rawAddresses } from '../../../../kernel/socket.js';
import { tcpInfo, tcpState } from '../../../../kernel/tcp-info.js';
import { disconnectSilently, probeWindow } from '../../../../kernel/tcp-repair.js';
import { openWindow, restoreStream, type Sent } from '../../../../kernel/restore-stream.js';
import type { TcpStream } from '../../../../kernel/tcp-stream.js';
import type { FrozenWorld } from '../../frozen-world.js';
import { refuse } from '../../refusal.js';
import { boundTo } from './bound-to.js';
import { endOrphan } from './orphan.js';
import { sendAll } from './pending.js';
import type { Connected } from './tcp-socket.js';
import { newTcpSocket } from './world-socket.js';

interface Restoring {
  readonly socket: Connected;
  readonly copy: number;
}

const forReading = 0;
const forWriting = 1;

/** One end of a connection to be. */
interface End {
  readonly copy: number;
  readonly local: Buffer;
  /** Absent where that is the address itself. */
  readonly boundTo?: Buffer;
  readonly peer: Buffer;
  readonly stream: TcpStream;
  readonly sent?: Sent;
}

/**
 * Put connections back between sockets that have none: first both ends with what they have got,
 * then what was on its way is sent again, then streams are ended as they were. Where the other
 * end had been closed, a stand-in takes its place and is closed as well.
 */
export function restoreConnections(all: readonly Restoring[], world: FrozenWorld): void {
  const gone = all.filter(({ socket }) => socket.other === 'gone');
  const standIns = gone.map(({ socket }) => newTcpSocket(world, socket.peer.readUInt16LE(0)));
  try {
    const ghosts = gone.map(({ socket }, i) => ghostOf(socket, standIns[i]?.fd ?? -1));
    connectAll([...all.map(endOf), ...ghosts], world);
  } finally {
    for (const standIn of standIns) standIn[Symbol.dispose]();
  }
  for (const { socket, copy } of all)
    if (socket.other !== 'gone' && socket.undelivered.length + unconfirmed(socket) > 0)
      resend(socket, copy);
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

/**
 * A socket that its program has closed may hold the addresses until its end of the stream is
 * confirmed. When it is ended the kernel resets its connection: the other end, which has the
 * same addresses in the world that is put back, must not be there yet to hear of it.
 */
function connectAll(ends: readonly End[], world: FrozenWorld): void {
  const taken = ends.filter((end) => connect(end) === 'taken');
  if (taken.length === 0) return;
  for (const end of ends) if (!taken.includes(end)) disconnectSilently(end.copy);
  for (const { local, peer } of taken) endOrphan(local, peer, world);
  for (const end of ends)
    if (connect(end) === 'taken') refuse('a connection whose addresses are taken');
}

function connect({ copy, local, boundTo: place, peer, stream, sent }: End): 'done' | 'taken' {
  const done = restoreStream(copy, place ?? local, peer, stream, sent);
  if (done === 'done' && place !== undefined && !rawAddresses(copy).local.equals(local))
    refuse('a connection that gets another address');
  return done;
}

function endOf({ socket, copy }: Restoring): End {
  const { local, peer, stream } = socket;
  const sent = { undelivered: socket.undelivered.length, unconfirmed: unconfirmed(socket) };
  return { copy, local, boundTo: boundTo(socket), peer, stream, sent };
}

function ghostOf({ local, peer, stream }: Connected, copy: number): End {
  return { copy, local: peer, peer: local, stream: mirror(stream) };
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
