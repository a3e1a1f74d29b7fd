import { errnoName } from '../../../../abi/errno.js';
import { bindSocket, shutdown } from '../../../../kernel/ffi.js';
import { rawAddresses } from '../../../../kernel/socket.js';
import { fetchError, setLinger } from '../../../../kernel/socket-option.js';
import { tcpInfo, tcpState } from '../../../../kernel/tcp-info.js';
import { bareStream, openWindow, restoreStream } from '../../../../kernel/restore-stream.js';
import { disconnectSilently } from '../../../../kernel/tcp-repair.js';
import { assert } from '../../../../support/assert.js';
import type { FrozenWorld } from '../../frozen-world.js';
import { refuse } from '../../refusal.js';
import { withoutWaiting } from '../../../../kernel/accept-all.js';
import { loopbackLike } from './binding.js';
import { tryToConnect } from './pending.js';
import type { Over, OverError } from './tcp-socket.js';
import { newTcpSocket } from './world-socket.js';

type Ended = Omit<Over, 'error'>;

const forWriting = 1;
const names: readonly string[] = ['ECONNRESET', 'ECONNREFUSED', 'EPIPE'] satisfies OverError[];

/**
 * Learn what error waits to be fetched; it waits again afterwards. That it has come again is an
 * event to edge-triggered epoll (sk_error_report()).
 */
export function takeError(copy: number, over: Ended, world: FrozenWorld): OverError {
  if (world.isOnlyRead) refuse('an error that nobody can look at unnoticed');
  const name = errnoName(fetchError(copy));
  assert(names.includes(name), 'an error of a connection', { name });
  const error = name as OverError;
  disconnectSilently(copy);
  bringToEnd(copy, { ...over, error }, world);
  return error;
}

/** Bring a socket without a connection to the end that its connection came to. */
export function bringToEnd(copy: number, over: Over, world: FrozenWorld): void {
  if (over.neverOpen) beRefused(copy, over.local, world);
  else beReset(copy, over, world);
  if (tcpInfo(copy)?.state !== tcpState.close) refuse('a connection that does not end again');
  if (over.error === undefined) fetchError(copy);
}

/** Ask where nobody listens. */
function beRefused(copy: number, local: Buffer, world: FrozenWorld): void {
  using deaf = boundLike(local, world);
  const { local: address } = rawAddresses(deaf.fd);
  withoutWaiting(copy, () => tryToConnect(copy, address));
}

/** A connection to a stand-in, which resets it. */
function beReset(copy: number, { local, received, error }: Over, world: FrozenWorld): void {
  using standIn = boundLike(local, world);
  const { local: peer } = rawAddresses(standIn.fd);
  const sent = 1 + received.length;
  const ours = { ...bareStream, sendSequence: 1, receiveSequence: sent, received };
  const theirs = { ...bareStream, sendSequence: sent, receiveSequence: 1, window: openWindow(1) };
  if (restoreStream(copy, local, peer, ours) === 'taken') refuse('an address that is taken');
  if (restoreStream(standIn.fd, peer, local, theirs) === 'taken')
    refuse('an address that is taken');
  // Where the end of the stream came first, a reset means a pipe that nobody reads (tcp(7)).
  if (error === 'EPIPE') shutdown(standIn.fd, forWriting);
  setLinger(standIn.fd, 0);
}

function boundLike(local: Buffer, world: FrozenWorld): ReturnType<typeof newTcpSocket> {
  const made = newTcpSocket(world, local.readUInt16LE(0));
  const anywhere = loopbackLike(local);
  bindSocket(made.fd, anywhere, anywhere.length);
  return made;
}
