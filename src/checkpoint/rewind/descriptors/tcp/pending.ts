import { errnoName } from '../../../../abi/errno.js';
import { connect, errno, send, shutdown } from '../../../../kernel/ffi.js';
import { setLinger } from '../../../../kernel/socket-option.js';
import { tcpInfo, tcpState } from '../../../../kernel/tcp-info.js';
import { bindByForce } from '../../../../kernel/tcp-repair.js';
import type { FrozenWorld } from '../../frozen-world.js';
import { refuse } from '../../refusal.js';
import { withoutWaiting } from '../../../../kernel/accept-all.js';
import { tupleOf } from './address.js';
import { unlessTaken } from './orphan.js';
import type { Connected, Pending } from './tcp-socket.js';
import { newTcpSocket } from './world-socket.js';

/** A socket of the world that has connected, and has not been accepted yet. */
export interface Client {
  readonly socket: Connected;
  readonly copy: number;
}

const forReading = 0;
const forWriting = 1;
const withoutWaitOrSignal = 0x4040; // MSG_DONTWAIT, MSG_NOSIGNAL

/** Connect the clients again, silenced before, in the order in which they came. */
export function fillQueue(
  listener: number,
  queue: readonly Pending[],
  clients: readonly Client[],
  world: FrozenWorld,
): void {
  for (const pending of queue) {
    const tuple = tupleOf(pending.client, pending.listener);
    const client = clients.find(({ socket }) => tupleOf(socket.local, socket.peer) === tuple);
    if (client === undefined) connectForGone(pending, world);
    else reconnect(client, pending.received, world);
  }
  if (tcpInfo(listener)?.queued !== queue.length)
    refuse('a connection that does not come into the queue again');
}

function reconnect({ socket, copy }: Client, received: Buffer, world: FrozenWorld): void {
  const { local, peer, nonBlocking, ends } = socket;
  withoutWaiting(copy, () => {
    connectFrom(copy, local, peer, world);
    // The call that made the connection has come back to those who waited for it.
    if (!nonBlocking) connect(copy, peer, peer.length);
  });
  sendAll(copy, received);
  sendAll(copy, socket.undelivered);
  if (ends.finSent) shutdown(copy, forWriting);
  if (ends.shutForReading) shutdown(copy, forReading);
}

/** Its program has closed it: another takes its place, and ends in the same way. */
function connectForGone(pending: Pending, world: FrozenWorld): void {
  const { client, listener, received, finished, reset } = pending;
  using standIn = newTcpSocket(world, client.readUInt16LE(0));
  withoutWaiting(standIn.fd, () => connectFrom(standIn.fd, client, listener, world));
  sendAll(standIn.fd, received);
  if (finished) shutdown(standIn.fd, forWriting);
  if (reset) setLinger(standIn.fd, 0);
}

function connectFrom(copy: number, local: Buffer, peer: Buffer, world: FrozenWorld): void {
  bindByForce(copy, local);
  unlessTaken(local, peer, world, () => tryToConnect(copy, peer));
  if (tcpInfo(copy)?.state !== tcpState.established) refuse('a connection that nobody accepts');
}

/** Begin a handshake, which is over at once where somebody listens. */
export function tryToConnect(copy: number, peer: Buffer): 'done' | 'taken' {
  if (connect(copy, peer, peer.length) === 0) return 'done';
  const name = errnoName(errno());
  if (name === 'EINPROGRESS') return 'done';
  if (['EADDRNOTAVAIL', 'EADDRINUSE'].includes(name)) return 'taken';
  refuse(`a connection that cannot be made again (${name})`);
}

export function sendAll(copy: number, bytes: Buffer): void {
  for (let sent = 0; sent < bytes.length;) {
    const rest = bytes.subarray(sent);
    const count = send(copy, rest, rest.length, withoutWaitOrSignal);
    if (count <= 0) refuse('more data on its way than a connection takes');
    sent += count;
  }
}
