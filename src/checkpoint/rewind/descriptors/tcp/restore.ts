import { listen } from '../../../../kernel/ffi.js';
import { restoreOption } from '../../../../kernel/socket-options.js';
import { setOption } from '../../../../kernel/socket-option.js';
import { tcpInfo, tcpState } from '../../../../kernel/tcp-info.js';
import { bindByForce } from '../../../../kernel/tcp-repair.js';
import type { FrozenWorld } from '../../frozen-world.js';
import { refuse } from '../../refusal.js';
import type { OpenFile } from '../open-file.js';
import { withoutWaiting } from '../../../../kernel/accept-all.js';
import { restoreConnections } from './connections.js';
import { boundTo } from './bound-to.js';
import { unlessTaken } from './orphan.js';
import { bringToEnd } from './over.js';
import { fillQueue, tryToConnect } from './pending.js';
import type { Connecting, Listening, TcpSocket } from './tcp-socket.js';

/** A saved socket and the one, silenced, that it is to be. */
interface Restoring<Kind extends TcpSocket = TcpSocket> {
  readonly socket: Kind;
  readonly copy: number;
  readonly isFresh: boolean;
  readonly file: OpenFile;
}

const solSocket = 1;
const reuseAddress = 2;

/** Bring silenced sockets back to what was saved. @throws RewindRefused */
export function restoreAll(all: readonly Restoring[], world: FrozenWorld): void {
  const listeners = ofKind(all, 'listening');
  const toListen = listeners.filter((one) => !listens(one));
  // Who listens must have its port to itself, but for those that allow it.
  if (toListen.length > 0) for (const { copy } of all) setOption(copy, solSocket, reuseAddress, 1);
  for (const { socket, copy } of toListen) bind(copy, socket);
  for (const { socket, copy } of toListen)
    if (listen(copy, socket.backlog) !== 0) refuse('a listener whose port is taken');
  const isTouched = toListen.length > 0;
  for (const one of all) putOptionsBack(one, isTouched, world);
  for (const { socket, copy } of ofKind(all, 'closed')) if (socket.bound) bind(copy, socket);
  restoreTraffic(all, listeners, world);
}

function restoreTraffic(
  all: readonly Restoring[],
  listeners: readonly Restoring<Listening>[],
  world: FrozenWorld,
): void {
  const connected = ofKind(all, 'connected');
  restoreConnections(
    connected.filter(({ socket }) => socket.other !== 'pending'),
    world,
  );
  const clients = connected.filter(({ socket }) => socket.other === 'pending');
  for (const { socket, copy } of listeners) fillQueue(copy, socket.pending, clients, world);
  for (const one of ofKind(all, 'connecting')) askAgain(one, world);
  for (const { socket, copy } of ofKind(all, 'over')) bringToEnd(copy, socket, world);
}

/** Once it is bound, what it is bound to is settled for both families or for one. */
function bind(copy: number, socket: TcpSocket): void {
  restoreOption(copy, socket.options, 'IPV6_V6ONLY');
  bindByForce(copy, boundTo(socket));
}

/** The backlog is that of the last call of listen(2), which may be made again. */
function listens({ socket, copy }: Restoring<Listening>): boolean {
  const now = tcpInfo(copy);
  if (now?.state !== tcpState.listen) return false;
  return now.backlog === socket.backlog || listen(copy, socket.backlog) === 0;
}

function askAgain({ socket, copy }: Restoring<Connecting>, world: FrozenWorld): void {
  bindByForce(copy, boundTo(socket));
  withoutWaiting(copy, () =>
    unlessTaken(socket.local, socket.peer, world, () => tryToConnect(copy, socket.peer)),
  );
  if (tcpInfo(copy)?.state !== tcpState.synSent) refuse('a connection that is answered now');
}

/** What was disconnected may have lost some; a new one, or one that listens on, has not. */
function putOptionsBack(
  { file, socket, copy, isFresh }: Restoring,
  isTouched: boolean,
  world: FrozenWorld,
): void {
  if (isTouched || (!isFresh && socket.kind !== 'listening')) world.options.forget(file);
  const refused = world.options.giveBack(file, copy, socket.options, isFresh && !isTouched);
  if (refused !== undefined) refuse(`a socket option: ${refused}`);
}

function ofKind<Kind extends TcpSocket['kind']>(
  all: readonly Restoring[],
  kind: Kind,
): readonly Restoring<Extract<TcpSocket, { kind: Kind }>>[] {
  type Found = Restoring<Extract<TcpSocket, { kind: Kind }>>;
  return all.filter((one): one is Found => one.socket.kind === kind);
}
