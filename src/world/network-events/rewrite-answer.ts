import type { Datagram } from '../../kernel/datagrams.js';
import { killAddress } from '../../kernel/dead-address.js';
import { routeSocket } from '../../kernel/loopback-routes.js';
import type { DnsFailure } from '../../model/consequence.js';
import { addressData } from '../dns/address-data.js';
import { flag, readMessage, type DnsMessage } from '../dns/message.js';
import { deadAddress, rewritten } from '../dns/rewrite.js';
import { present } from '../../support/assert.js';
import { WorldRefused } from '../refusal.js';
import { socketOfWorld } from '../world-socket.js';
import { replaceWaiting, waiting } from './datagram-queue.js';
import type { EventSocket } from './event-socket.js';
import type { FailedNames } from './failed-names.js';

/** The first answer that waits says something else. */
export function rewriteAnswer(socket: EventSocket, as: DnsFailure, names: FailedNames): void {
  const queue = waiting(socket);
  const answer = answerIn(queue[0]);
  if (answer === undefined) return;
  names.fail(answer.question, as);
  replaceFirst(socket, queue, answer, as);
}

/** The first answer that waits says what the other to the same name has said. */
export function repeatAnswer(socket: EventSocket, names: FailedNames): void {
  const queue = waiting(socket);
  const answer = answerIn(queue[0]);
  const as = answer && names.next(answer.question);
  if (answer !== undefined && as !== undefined) replaceFirst(socket, queue, answer, as);
}

function replaceFirst(
  socket: EventSocket,
  queue: readonly Datagram[],
  answer: DnsMessage,
  as: DnsFailure,
): void {
  if (as === 'dead-first') makeDead(socket);
  const [first, ...rest] = queue;
  const changed = { ...present(first, 'an answer'), data: rewritten(answer, as) };
  replaceWaiting(socket, queue, [changed, ...rest]);
}

function answerIn(datagram: Datagram | undefined): DnsMessage | undefined {
  const message = datagram && readMessage(datagram.data);
  const isAnswer = message !== undefined && (message.flags & flag.response) !== 0;
  return isAnswer ? message : undefined;
}

function makeDead({ init }: EventSocket): void {
  using netlink = socketOfWorld(init, ...routeSocket);
  const refused = killAddress(netlink.fd, addressData(deadAddress.v4));
  if (refused !== undefined) throw new WorldRefused('network', refused, 'make an address dead');
}
