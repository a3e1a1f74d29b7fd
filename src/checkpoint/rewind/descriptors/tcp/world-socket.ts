import { diagSocket } from '../../../../kernel/sock-diag.js';
import { Pidfd, type OwnedFd } from '../../../../kernel/pidfd.js';
import type { FrozenWorld } from '../../frozen-world.js';
import { refuse } from '../../refusal.js';

/** Sockets belong to the network that they were made in: the world's init makes them. */
export function newSocket(
  world: FrozenWorld,
  domain: number,
  type: number,
  protocol: number,
): OwnedFd {
  const fd = world.init.call('socket', domain, type, protocol);
  using pidfd = Pidfd.open(world.init.pid);
  const made = pidfd?.take(fd);
  world.init.call('close', fd);
  if (made === undefined || typeof made === 'string') refuse('no socket can be made');
  return made;
}

const stream = 1; // SOCK_STREAM
const tcp = 6;

export function newTcpSocket(world: FrozenWorld, domain: number): OwnedFd {
  return newSocket(world, domain, stream, tcp);
}

/** Asks the kernel about connections of the world, see `destroyTcp`. */
export function newDiagSocket(world: FrozenWorld): OwnedFd {
  return newSocket(world, ...diagSocket);
}
