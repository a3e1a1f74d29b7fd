import { readUnacknowledged, type TcpStream } from '../../../../kernel/tcp-stream.js';
import { refuse, RewindRefused } from '../../refusal.js';
import { isLoopback, tupleOf } from './address.js';
import type { Look } from './look.js';
import type { Queue } from './queue.js';
import type { Connected, TcpSocket } from './tcp-socket.js';

/** Time limits of the kernel run on while programs stand: another look may find it at rest. */
export const movingData = 'data that moves between two ends';

interface OtherEnd {
  readonly stream: TcpStream;
  readonly isPending: boolean;
}

/** The sockets with what is known now of their other ends, and what speaks against it all. */
export interface Matched {
  readonly sockets: readonly TcpSocket[];
  readonly refusal: RewindRefused | undefined;
}

/**
 * Find the other end of every connection: only where both are known, it is known what is on the
 * way. An acknowledgment may be late (RFC 9293, 3.8.6.3): what counts is what the other has got.
 */
export function matchEnds(
  sockets: readonly TcpSocket[],
  looks: readonly Look[],
  queues: readonly Queue[],
): Matched {
  const ends = new Map<string, OtherEnd>();
  for (const socket of sockets)
    if (socket.kind === 'connected')
      ends.set(tupleOf(socket.local, socket.peer), { stream: socket.stream, isPending: false });
  for (const queue of queues)
    for (const { pending, stream } of queue.members)
      if (stream !== undefined)
        ends.set(tupleOf(pending.listener, pending.client), { stream, isPending: true });
  let refusal: RewindRefused | undefined;
  const attempt = (act: () => TcpSocket, otherwise: TcpSocket): TcpSocket => {
    try {
      return act();
    } catch (error) {
      if (!(error instanceof RewindRefused)) throw error;
      refusal ??= error;
      return otherwise;
    }
  };
  const matched = sockets.map((socket, i) =>
    attempt(() => match(socket, looks[i], ends, queues), socket),
  );
  return { sockets: matched, refusal };
}

function match(
  socket: TcpSocket,
  look: Look | undefined,
  ends: ReadonlyMap<string, OtherEnd>,
  queues: readonly Queue[],
): TcpSocket {
  if (socket.kind === 'listening') {
    const queue = queues.find((candidate) => candidate.look === look);
    queue?.mustHaveClients(ends);
    return { ...socket, pending: queue?.pending ?? [] };
  }
  if (socket.kind !== 'connected' || look === undefined) return socket;
  return matchOne(socket, look.copy, ends.get(tupleOf(socket.peer, socket.local)));
}

function matchOne(socket: Connected, copy: number, other: OtherEnd | undefined): Connected {
  if (!isLoopback(socket.peer)) refuse('a connection that leaves the world');
  const { finSent, finReceived } = socket.ends;
  if (other === undefined) {
    // Closed by its program, and gone since its end of the stream was confirmed.
    if (finReceived && !finSent) return { ...socket, other: 'gone' };
    refuse('a connection whose other end is not there');
  }
  const { sendSequence, unacknowledged } = socket.stream;
  const count = (sendSequence - other.stream.receiveSequence) | 0;
  if (count < 0 || count > unacknowledged) refuse(movingData);
  const undelivered = count === 0 ? nothing : lastSent(socket, copy, count);
  return { ...socket, undelivered, other: other.isPending ? 'pending' : 'here' };
}

const nothing = Buffer.alloc(0);

function lastSent({ stream, ends }: Connected, copy: number, count: number): Buffer {
  const sent = readUnacknowledged(copy, stream.unacknowledged - Number(ends.finSent));
  if (sent.length < count) refuse(movingData);
  return sent.subarray(sent.length - count);
}
