import { shutdown } from '../../kernel/ffi.js';
import type { NetworkEvent } from '../../model/consequence.js';
import { drainStream } from './discard.js';
import type { EventSocket } from './event-socket.js';
import { dropConnection } from './drop-connection.js';

const both = 2; // SHUT_RDWR

/**
 * What happens to a stream of AF_UNIX. That its other end was closed is what shutting it down for
 * both directions leaves (unix(7)): for it the end of the stream, EPIPE, and POLLHUP.
 */
export function localEvent(event: NetworkEvent, { copy }: EventSocket): void {
  switch (event.event) {
    case 'reset':
    case 'close':
      shutdown(copy, both);
      return;
    case 'discard':
      drainStream(copy);
      return;
    case 'drop':
      dropConnection(copy);
      return;
    default:
  }
}
