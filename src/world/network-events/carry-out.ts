import type { NetworkEvent } from '../../model/consequence.js';
import { fetchError } from '../../kernel/socket-option.js';
import { datagramEvent } from './datagram-event.js';
import { discard, drainStream } from './discard.js';
import { dropConnection } from './drop-connection.js';
import { endConnection } from './end-connection.js';
import { kindOf, type EventSocket } from './event-socket.js';
import { localEvent } from './local-event.js';
import { notifyStream } from './notify.js';
import { resetConnection } from './reset-connection.js';

/** Bring about what happens to a socket, one after the other. */
export function carryOut(events: readonly NetworkEvent[], socket: EventSocket): void {
  const kind = kindOf(socket);
  events.forEach((event, i) => {
    if (kind === 'local') localEvent(event, socket);
    else if (kind === 'datagram') datagramEvent(event, socket);
    else if (kind === 'listener') listenerEvent(event, socket);
    else streamEvent(event, socket, events[i + 1]);
  });
}

function streamEvent(
  event: NetworkEvent,
  socket: EventSocket,
  next: NetworkEvent | undefined,
): void {
  switch (event.event) {
    case 'reset':
      resetConnection(socket);
      return;
    case 'close':
      endConnection(socket);
      return;
    case 'discard':
      // An end that has come already stays where another end follows.
      if (event.keep === 0 && next !== undefined) drainStream(socket.copy);
      else discard(socket, event.keep);
      return;
    case 'clear-error':
      fetchError(socket.copy);
      return;
    case 'notify':
      notifyStream(socket.copy);
      return;
    default:
  }
}

function listenerEvent(event: NetworkEvent, { copy }: EventSocket): void {
  if (event.event === 'drop') dropConnection(copy);
}
