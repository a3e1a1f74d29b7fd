import { getOption } from '../../kernel/socket-option.js';
import { drain, hasEmpty, peekDatagrams, takeDatagram, type Datagram } from '../../kernel/datagrams.js';
import { addressIn, flowBetween } from '../../kernel/flow.js';
import { rawSocket, sendDatagram } from '../../kernel/packet.js';
import { rawAddresses } from '../../kernel/socket.js';
import { socketOfWorld } from '../world-socket.js';
import { comesAbout } from './forged-segment.js';
import { eventFailed } from './event-failed.js';
import type { EventSocket } from './event-socket.js';

const [afInet, afInet6] = [2, 10];
/** IP_PKTINFO and IPV6_RECVPKTINFO, with their levels. */
const [reports4, reports6] = [
  [0, 8],
  [41, 49],
] as const;

/** All that waits to be received; it still does. */
export function waiting({ copy }: EventSocket): readonly Datagram[] {
  const isOn = ([level, option]: readonly [number, number]): boolean =>
    (getOption(copy, level, option) ?? 0) !== 0;
  return peekDatagrams(copy, { v4: isOn(reports4), v6: isOn(reports6) });
}

/** The first is lost. */
export function dropFirst({ copy }: EventSocket): void {
  takeDatagram(copy);
}

/** The first comes twice, the second time after all that has come since. */
export function duplicateFirst(socket: EventSocket): void {
  const queue = waiting(socket);
  const [first] = queue;
  if (first === undefined || !canComeAgain(socket, first)) return;
  comeAgain(socket, [first], [...queue, first]);
}

/** The first is overtaken by all that has come since. */
export function overtakeFirst(socket: EventSocket): void {
  const queue = waiting(socket);
  const [first] = queue;
  if (first === undefined || !canComeAgain(socket, first)) return;
  takeDatagram(socket.copy);
  comeAgain(socket, [first], queue);
}

/** What waits is what has arrived, in this order. */
export function replaceWaiting(socket: EventSocket, datagrams: readonly Datagram[]): void {
  drain(socket.copy);
  comeAgain(socket, datagrams, datagrams);
}

/**
 * Sent from where they came from, whether or not anybody is there.
 * @param all what waits then, in any order
 */
function comeAgain(
  socket: EventSocket,
  datagrams: readonly Datagram[],
  all: readonly Datagram[],
): void {
  const { copy, init } = socket;
  const { local } = rawAddresses(copy);
  for (const { from, to, data } of datagrams) {
    const flow = flowBetween(from, to, local.readUInt16BE(2));
    const family = flow.to.length === 16 ? afInet6 : afInet;
    using raw = socketOfWorld(init, family, rawSocket.type, rawSocket.protocol);
    if (!sendDatagram(raw.fd, flow, data)) throw eventFailed('a datagram that comes again');
  }
  // Empty ones are seen only once, see `peekDatagrams`.
  if (!comesAbout(() => hasEmpty(all) || waiting(socket).length === all.length))
    throw eventFailed('a datagram that comes again');
}

/** What comes from elsewhere does not reach a socket that is connected (udp(7)). */
function canComeAgain({ copy }: EventSocket, { from }: Datagram): boolean {
  const { peer } = rawAddresses(copy);
  if (peer === undefined) return true;
  return addressIn(peer).equals(addressIn(from)) && peer.readUInt16BE(2) === from.readUInt16BE(2);
}
