import { accept4, close, fcntl } from '../../../../kernel/ffi.js';
import { rawAddresses, socketDomain, socketProtocol, socketType } from '../../../../kernel/socket.js';
import * as repair from '../../../../kernel/tcp-repair.js';
import type { TcpStream } from '../../../../kernel/tcp-repair.js';
import type { OwnedFd } from '../../../../kernel/pidfd.js';
import { Pidfd } from '../../../../kernel/pidfd.js';
import type { FrozenWorld } from '../../frozen-world.js';
import { refuse } from '../../refusal.js';
import type { Family, Taken } from '../family.js';

/** States of tcp_states.h. */
const state = { established: 1, close: 7, listen: 10 } as const;
const setStatusFlags = 4; // F_SETFL
const nonBlocking = 0o4000;

type State =
  | { readonly kind: 'closed'; readonly domain: number; readonly local: Buffer }
  | { readonly kind: 'listening' }
  | {
      readonly kind: 'connected';
      readonly domain: number;
      readonly local: Buffer;
      readonly peer: Buffer;
      readonly stream: TcpStream;
    };

/** TCP sockets, of IPv4 and IPv6. */
export const tcp: Family<State> = {
  name: 'TCP socket',

  claims: ({ file, copy }) =>
    file.target.startsWith('socket:') && socketType(copy) === 1 && socketProtocol(copy) === 6,

  capture: (taken) => taken.map(captureOne),

  silence: (now) => {
    for (const { copy } of now) silence(copy);
  },

  make: (saved, world) => {
    if (saved.kind === 'listening') refuse('a listener that has been closed');
    return newSocket(saved.domain, world);
  },

  restore: (returning) => {
    for (const { saved, copy } of returning) {
      const then = saved.state;
      if (then.kind === 'connected')
        repair.restoreStream(copy, then.local, then.peer, then.stream);
    }
  },
};

function captureOne({ copy }: Taken): State {
  const info = repair.tcpInfo(copy);
  const { local, peer } = rawAddresses(copy);
  const domain = socketDomain(copy) ?? 0;
  if (info.state === state.listen) {
    if (info.queued > 0) refuse('a listener with connections that wait to be accepted');
    return { kind: 'listening' };
  }
  if (info.state === state.close) return { kind: 'closed', domain, local };
  if (info.state !== state.established) refuse(`a TCP socket in state ${String(info.state)}`);
  if (peer === undefined) refuse('a connected socket without a peer');
  return { kind: 'connected', domain, local, peer, stream: repair.readStream(copy) };
}

function silence(copy: number): void {
  const { state: now, queued } = repair.tcpInfo(copy);
  if (now === state.listen) {
    if (queued > 0) drainQueue(copy);
  } else if (now !== state.close) repair.disconnectSilently(copy);
}

/** Connections that nobody has accepted yet come to nothing. */
function drainQueue(listener: number): void {
  const flags = fcntl(listener, 3, 0);
  fcntl(listener, setStatusFlags, flags | nonBlocking);
  for (let fd = accept(listener); fd >= 0; fd = accept(listener)) {
    repair.mute(fd);
    close(fd);
  }
  fcntl(listener, setStatusFlags, flags);
}

const accept = (listener: number): number => accept4(listener, null, null, nonBlocking);

/** Sockets belong to the network that they were made in: the world's init makes them. */
function newSocket(domain: number, world: FrozenWorld): OwnedFd {
  const fd = world.init.call('socket', domain, 1, 6);
  using pidfd = Pidfd.open(world.init.pid);
  const made = pidfd?.take(fd);
  world.init.call('close', fd);
  if (made === undefined || typeof made === 'string') refuse('no socket can be made');
  return made;
}
