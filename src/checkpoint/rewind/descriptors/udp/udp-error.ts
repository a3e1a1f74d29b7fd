import { errnoName } from '../../../../abi/errno.js';
import { fetchError } from '../../../../kernel/socket-option.js';
import { rawSocket, sendUnreachable } from '../../../../kernel/packet.js';
import { assert } from '../../../../support/assert.js';
import type { FrozenWorld } from '../../frozen-world.js';
import { newSocket } from '../tcp/world-socket.js';
import { addressIn, flowBetween } from '../../../../kernel/flow.js';

/** Codes of ICMP by the errors that they become (icmp(7); net/ipv4/icmp.c, net/ipv6/icmp.c). */
const codes: Readonly<Record<4 | 6, Readonly<Record<string, number>>>> = {
  4: {
    ENOPROTOOPT: 2,
    ECONNREFUSED: 3,
    EOPNOTSUPP: 5,
    ENETUNREACH: 6,
    EHOSTDOWN: 7,
    ENONET: 8,
    EHOSTUNREACH: 10,
  },
  6: { EACCES: 1, ECONNREFUSED: 4 },
};

/** Learn what error waits to be fetched; it waits again afterwards. @returns its number */
export function takeUdpError(
  copy: number,
  local: Buffer,
  peer: Buffer,
  world: FrozenWorld,
): number {
  const error = fetchError(copy);
  if (error !== 0) bringUdpError(error, local, peer, world);
  return error;
}

/** Errors come from answers of ICMP: send the connected socket one more. */
export function bringUdpError(
  error: number,
  local: Buffer,
  peer: Buffer,
  world: FrozenWorld,
): void {
  const flow = flowBetween(local, addressIn(peer), peer.readUInt16BE(2));
  const code = codes[flow.to.length === 16 ? 6 : 4][errnoName(error)];
  assert(code !== undefined, 'an error of a UDP socket', { error });
  using raw = newSocket(world, flow.to.length === 16 ? 10 : 2, rawSocket.type, rawSocket.protocol);
  sendUnreachable(raw.fd, flow, code);
}
