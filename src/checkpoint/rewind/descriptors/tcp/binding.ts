import { errnoName } from '../../../../abi/errno.js';
import { bindSocket, errno } from '../../../../kernel/ffi.js';
import { rawAddresses } from '../../../../kernel/socket.js';
import { setOption } from '../../../../kernel/socket-option.js';
import type { FrozenWorld } from '../../frozen-world.js';
import { isMapped, portOf } from './address.js';
import { newTcpSocket } from './world-socket.js';

const noPortYet = [0, 24] as const; // IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT

/** An address of this machine, in the family of another, at a port that the kernel chooses. */
export function loopbackLike(address: Buffer): Buffer {
  const like = Buffer.alloc(address.length);
  like.writeUInt16LE(address.readUInt16LE(0), 0);
  if (address.length < 24) like.writeUInt32BE(0x7f000001, 4);
  else if (isMapped(address)) like.set([255, 255, 127, 0, 0, 1], 18);
  else like[23] = 1;
  return like;
}

/**
 * Whether an unconnected socket has a port. What getsockname(2) says may be left from a
 * connection that came to nothing; so it is tried to bind it where that must fail anyway.
 */
export function isBound(copy: number, local: Buffer, world: FrozenWorld): boolean {
  if (portOf(local) === 0) return false;
  using busy = newTcpSocket(world, local.readUInt16LE(0));
  const anywhere = loopbackLike(local);
  bindSocket(busy.fd, anywhere, anywhere.length);
  const taken = rawAddresses(busy.fd).local;
  bindSocket(copy, taken, taken.length);
  return errnoName(errno()) === 'EINVAL';
}

/**
 * Take the port from an unconnected socket that was not bound by its program.
 * @returns whether it has none now
 */
export function unbind(copy: number): boolean {
  const { local } = rawAddresses(copy);
  if (portOf(local) === 0) return true;
  const nowhere = Buffer.alloc(local.length);
  nowhere.writeUInt16LE(local.readUInt16LE(0), 0);
  setOption(copy, ...noPortYet, 1);
  const done = bindSocket(copy, nowhere, nowhere.length) === 0;
  setOption(copy, ...noPortYet, 0);
  return done;
}
