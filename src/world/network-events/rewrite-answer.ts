import type { Datagram } from '../../kernel/datagrams.js';
import { killAddress } from '../../kernel/dead-address.js';
import { routeSocket } from '../../kernel/loopback-routes.js';
import type { DnsFailure } from '../../model/consequence.js';
import { addressData } from '../dns/address-data.js';
import { flag, readMessage, type DnsMessage } from '../dns/message.js';
import { deadAddress, rewritten } from '../dns/rewrite.js';
import { WorldRefused } from '../refusal.js';
import { socketOfWorld } from '../world-socket.js';
import { replaceWaiting, waiting } from './datagram-queue.js';
import type { EventSocket } from './event-socket.js';
import type { FailedNames } from './failed-names.js';

/** The first answer that waits says something else, and so does the other to the same name. */
export function rewriteAnswer(socket: EventSocket, as: DnsFailure, names: FailedNames): void {
  const queue = waiting(socket);
  const first = queue[0] && answerIn(queue[0]);
  if (first === undefined) return;
  if (as === 'dead-first') makeDead(socket);
  names.note(first.question, as);
  const changed = { ...queue[0], data: rewritten(first, as) } as Datagram;
  const rest = queue.slice(1).map((datagram) => repeated(datagram, names));
  replaceWaiting(socket, [changed, ...rest]);
}

/** The answers that wait say what others to the same names have said. */
export function repeatAnswer(socket: EventSocket, names: FailedNames): void {
  if (names.isEmpty) return;
  const queue = waiting(socket);
  const changed = queue.map((datagram) => repeated(datagram, names));
  if (changed.some((datagram, i) => datagram !== queue[i])) replaceWaiting(socket, changed);
}

function repeated(datagram: Datagram, names: FailedNames): Datagram {
  const answer = answerIn(datagram);
  const as = answer && names.take(answer.question);
  return answer === undefined || as === undefined
    ? datagram
    : { ...datagram, data: rewritten(answer, as) };
}

function answerIn({ data }: Datagram): DnsMessage | undefined {
  const message = readMessage(data);
  const isAnswer = message !== undefined && (message.flags & flag.response) !== 0;
  return isAnswer ? message : undefined;
}

function makeDead({ init }: EventSocket): void {
  using netlink = socketOfWorld(init, ...routeSocket);
  const refused = killAddress(netlink.fd, addressData(deadAddress.v4));
  if (refused !== undefined) throw new WorldRefused('network', refused, 'make an address dead');
}
