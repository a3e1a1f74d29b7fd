import { drain } from '../../kernel/datagrams.js';
import { fetchError } from '../../kernel/socket-option.js';
import type { NetworkEvent } from '../../model/consequence.js';
import { dropFirst, duplicateFirst, overtakeFirst } from './datagram-queue.js';
import type { EventSocket } from './event-socket.js';
import { rewriteAnswer } from './rewrite-answer.js';
import { sendAgain } from './send-again.js';

/** What happens to a socket for datagrams. */
export function datagramEvent(event: NetworkEvent, socket: EventSocket): void {
  const { copy, made } = socket;
  switch (event.event) {
    case 'clear-error':
      fetchError(copy);
      return;
    case 'discard':
      drain(copy);
      return;
    case 'drop':
      dropFirst(socket);
      return;
    case 'duplicate':
      duplicateFirst(socket);
      return;
    case 'reorder':
      overtakeFirst(socket);
      return;
    case 'rewrite-answer':
    case 'repeat-answer':
      rewriteAnswer(socket, event);
      return;
    case 'send-again':
      sendAgain(copy, made);
      return;
    default:
  }
}
