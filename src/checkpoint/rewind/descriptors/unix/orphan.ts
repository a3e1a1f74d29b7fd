import { close, send } from '../../../../kernel/ffi.js';
import type { OwnedFd } from '../../../../kernel/pidfd.js';
import { fill } from './refill.js';
import type { UnixState } from './unix-state.js';

/**
 * Let the other end of a socket say its last words and be closed. If it was closed with something
 * unread, the survivor has an error waiting (ECONNRESET).
 */
export function giveUp(state: UnixState, survivor: number, ghost: OwnedFd): void {
  fill(ghost.fd, state.queue, state.type);
  if (state.failed) send(survivor, Buffer.alloc(1), 1, 0);
  close(ghost.fd);
}
