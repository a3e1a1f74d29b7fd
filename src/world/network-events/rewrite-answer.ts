import { killAddress } from '../../kernel/dead-address.js';
import { routeSocket } from '../../kernel/loopback-routes.js';
import { addressData } from '../dns/address-data.js';
import { deadAddress } from '../dns/rewrite.js';
import { WorldRefused } from '../refusal.js';
import { socketOfWorld } from '../world-socket.js';
import { changedAnswer } from './changed-answer.js';
import { replaceWaiting, waiting } from './datagram-queue.js';
import type { EventSocket } from './event-socket.js';

/** The first answer that waits says something else. */
export function rewriteAnswer(
  socket: EventSocket,
  event: Parameters<typeof changedAnswer>[1],
): void {
  const queue = waiting(socket);
  const [first, ...rest] = queue;
  const changed = first && changedAnswer(first.data, event, socket.names);
  if (first === undefined || changed === undefined) return;
  if (changed.as === 'dead-first') makeDead(socket);
  replaceWaiting(socket, queue, [{ ...first, data: changed.data }, ...rest]);
}

function makeDead({ init }: EventSocket): void {
  using netlink = socketOfWorld(init, ...routeSocket);
  const refused = killAddress(netlink.fd, addressData(deadAddress.v4));
  if (refused !== undefined) throw new WorldRefused('network', refused, 'make an address dead');
}
