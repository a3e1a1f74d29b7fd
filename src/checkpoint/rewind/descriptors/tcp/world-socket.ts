import { diagSocket } from '../../../../kernel/sock-diag.js';
import type { OwnedFd } from '../../../../kernel/pidfd.js';
import { WorldRefused } from '../../../../world/refusal.js';
import { socketOfWorld } from '../../../../world/world-socket.js';
import type { FrozenWorld } from '../../frozen-world.js';
import { refuse } from '../../refusal.js';

/** @throws RewindRefused */
export function newSocket(
  world: FrozenWorld,
  domain: number,
  type: number,
  protocol: number,
): OwnedFd {
  try {
    return socketOfWorld(world.init, domain, type, protocol);
  } catch (error) {
    if (error instanceof WorldRefused) refuse('no socket can be made');
    throw error;
  }
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
