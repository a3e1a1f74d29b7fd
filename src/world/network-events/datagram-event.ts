import { fetchError } from '../../kernel/socket-option.js';
import type { NetworkEvent } from '../../model/consequence.js';
import type { EventSocket } from './event-socket.js';

/** What happens to a socket for datagrams. */
export function datagramEvent(event: NetworkEvent, { copy }: EventSocket): void {
  if (event.event === 'clear-error') fetchError(copy);
}
