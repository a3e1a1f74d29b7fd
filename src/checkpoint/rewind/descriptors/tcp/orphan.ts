import { destroyTcp } from '../../../../kernel/sock-diag.js';
import type { FrozenWorld } from '../../frozen-world.js';
import { refuse } from '../../refusal.js';
import { newDiagSocket } from './world-socket.js';

/**
 * Connect two addresses. A socket that its program has closed may still hold them, until what it
 * sent is confirmed: then it is ended.
 */
export function unlessTaken(
  local: Buffer,
  peer: Buffer,
  world: FrozenWorld,
  connect: () => 'done' | 'taken',
): void {
  if (connect() === 'done') return;
  endOrphan(local, peer, world);
  if (connect() === 'taken') refuse('a connection whose addresses are taken');
}

/** End what only the kernel holds any more; its other end, if there is one, is reset. */
export function endOrphan(local: Buffer, peer: Buffer, world: FrozenWorld): void {
  using diag = newDiagSocket(world);
  destroyTcp(diag.fd, local, peer);
}
