import { acceptOne } from '../../kernel/accept-all.js';
import { close } from '../../kernel/ffi.js';
import { setLinger } from '../../kernel/socket-option.js';

/** The first connection that waits to be accepted is gone; its client finds it reset. */
export function dropConnection(listener: number): void {
  const accepted = acceptOne(listener);
  if (accepted === undefined) return;
  setLinger(accepted.fd, 0);
  close(accepted.fd);
}
