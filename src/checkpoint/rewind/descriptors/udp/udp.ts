import { bindSocket, connect } from '../../../../kernel/ffi.js';
import { pollEvent, pollNow } from '../../../../kernel/poll.js';
import {
  rawAddresses,
  socketDomain,
  socketProtocol,
  socketType,
  unsentBytes,
} from '../../../../kernel/socket.js';
import { fetchError } from '../../../../kernel/socket-option.js';
import { isSet } from '../../../../kernel/socket-options.js';
import type { FrozenWorld } from '../../frozen-world.js';
import { refuse } from '../../refusal.js';
import type { Family, Taken } from '../family.js';
import { hasQueue, readQueue, restoreQueue } from './queue.js';
import { bringUdpError, takeUdpError } from './udp-error.js';
import type { Restoring, UdpSocket } from './udp-socket.js';

const datagram = 2; // SOCK_DGRAM
const protocol = 17; // IPPROTO_UDP
const unspecified = Buffer.alloc(16);

/** UDP sockets, of IPv4 and IPv6. */
export const udp: Family<UdpSocket> = {
  name: 'UDP socket',

  claims: ({ file, copy }) =>
    file.target.startsWith('socket:') &&
    socketType(copy) === datagram &&
    socketProtocol(copy) === protocol,

  capture: (taken, world) => {
    const events = pollNow(taken.map(({ copy }) => copy));
    return taken.map((one, i) => capture(one, events[i] ?? 0, world));
  },

  isSame: (file, saved, { file: now, copy }) =>
    file.target === now.target && canBecome(saved, copy),

  makeIn: ({ domain }, hands) => hands.call('socket', domain, datagram, protocol),

  restore: (returning, world) => {
    for (const { saved, copy, isFresh } of returning) {
      const refused = world.options.giveBack(saved.file, copy, saved.state.options, isFresh);
      if (refused !== undefined) refuse(`a socket option: ${refused}`);
    }
    const all = returning.map(({ saved, copy }) => ({ socket: saved.state, copy }));
    for (const one of all) restoreOne(one, world);
    for (const one of all) restoreError(one, world);
  },
};

function capture({ file, copy }: Taken, events: number, world: FrozenWorld): UdpSocket {
  const domain = socketDomain(copy) ?? 0;
  const { local, peer } = rawAddresses(copy);
  const options = world.options.read(file, copy, 'udp', domain);
  if (unsentBytes(copy) > 0) refuse('a datagram that is put together');
  const failed = (events & pollEvent.error) !== 0;
  const keeps = isSet(options, 'IP_RECVERR') || isSet(options, 'IPV6_RECVERR');
  if (failed && (keeps || peer === undefined)) refuse('errors that wait to be fetched');
  const error = failed && peer !== undefined ? takeUdpError(copy, local, peer, world) : 0;
  const waits = (events & pollEvent.in) !== 0;
  const queue = waits ? readQueue(copy, { options, local }, world) : [];
  return { domain, local, peer, options, queue, error };
}

/** A socket that its program has bound keeps the port: with another it is of no use. */
function canBecome(saved: UdpSocket, copy: number): boolean {
  const port = portNow(copy);
  if (port === portOf(saved.local)) return true;
  connect(copy, unspecified, unspecified.length);
  return portNow(copy) === 0;
}

function restoreOne({ socket, copy }: Restoring, world: FrozenWorld): void {
  const { local, peer } = socket;
  const now = rawAddresses(copy);
  const isThere = now.local.equals(local) && isSamePeer(now.peer, peer);
  if (isThere && hasQueue(copy, socket)) return;
  // Only what comes from its peer reaches a connected socket.
  if (now.peer !== undefined) connect(copy, unspecified, unspecified.length);
  if (portNow(copy) === 0 && portOf(local) !== 0)
    if (bindSocket(copy, local, local.length) !== 0) refuse('a UDP socket whose port is taken');
  restoreQueue(copy, socket, world);
  if (peer !== undefined && connect(copy, peer, peer.length) !== 0)
    refuse('a UDP socket that cannot be connected again');
}

function restoreError({ socket, copy }: Restoring, world: FrozenWorld): void {
  const { local, peer, error } = socket;
  fetchError(copy);
  if (error === 0 || peer === undefined) return;
  bringUdpError(error, local, peer, world);
  if (((pollNow([copy])[0] ?? 0) & pollEvent.error) === 0)
    refuse('an error that does not come again');
}

function isSamePeer(now: Buffer | undefined, then: Buffer | undefined): boolean {
  return now === undefined || then === undefined ? now === then : now.equals(then);
}

function portNow(copy: number): number {
  return portOf(rawAddresses(copy).local);
}

function portOf(address: Buffer): number {
  return address.readUInt16BE(2);
}
