import { getOption } from '../../kernel/socket-option.js';
import { hasEmpty, peekDatagrams, takeDatagram, type Datagram } from '../../kernel/datagrams.js';
import { addressIn, flowBetween } from '../../kernel/flow.js';
import { hasError } from '../../kernel/poll.js';
import { rawSocket, sendDatagram } from '../../kernel/packet.js';
import { rawAddresses } from '../../kernel/socket.js';
import { socketOfWorld } from '../world-socket.js';
import { comesAbout } from './forged-segment.js';
import { eventFailed } from './event-failed.js';
import type { EventSocket } from './event-socket.js';

const [afInet, afInet6] = [2, 10];
const triesMax = 8;
/** IP_PKTINFO and IPV6_RECVPKTINFO, with their levels. */
const [reports4, reports6] = [
  [0, 8],
  [41, 49],
] as const;

/** All that the next call would receive, did it wait for all; it still waits. */
export function waiting({ copy }: EventSocket): readonly Datagram[] {
  if (hasError(copy)) return [];
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
  const [first] = waiting(socket);
  if (first !== undefined && canComeAgain(socket, first)) comeAgain(socket, [first]);
}

/** The first is overtaken by all that has come since. */
export function overtakeFirst(socket: EventSocket): void {
  const [first] = waiting(socket);
  if (first === undefined || !canComeAgain(socket, first)) return;
  takeDatagram(socket.copy);
  comeAgain(socket, [first]);
}

/**
 * What waits is another queue. Programs that a timer has woken go on meanwhile: what they send
 * just now comes after it.
 */
export function replaceWaiting(
  socket: EventSocket,
  seen: readonly Datagram[],
  wanted: readonly Datagram[],
): void {
  let [now, then] = [seen, wanted];
  for (let tries = 0; tries < triesMax; tries++) {
    for (const _ of now) takeDatagram(socket.copy);
    comeAgain(socket, then);
    now = waiting(socket);
    if (wanted.every((datagram, i) => isSame(datagram, now[i]))) return;
    const newer = now.filter((other) => !wanted.some((datagram) => isSame(datagram, other)));
    then = [...wanted, ...newer];
  }
  throw eventFailed('another queue of datagrams');
}

function isSame(one: Datagram, other: Datagram | undefined): boolean {
  return other !== undefined && one.from.equals(other.from) && one.data.equals(other.data);
}

/** Sent from where they came from, whether or not anybody is there. */
function comeAgain(socket: EventSocket, datagrams: readonly Datagram[]): void {
  const { copy, init } = socket;
  const { local } = rawAddresses(copy);
  for (const { from, to, data } of datagrams) {
    const flow = flowBetween(from, to, local.readUInt16BE(2));
    const family = flow.to.length === 16 ? afInet6 : afInet;
    using raw = socketOfWorld(init, family, rawSocket.type, rawSocket.protocol);
    if (!sendDatagram(raw.fd, flow, data)) throw eventFailed('a datagram that comes again');
  }
  // Empty ones are seen only once, see `peekDatagrams`.
  const arrived = (): boolean => hasEmpty(datagrams) || waiting(socket).length >= datagrams.length;
  if (!comesAbout(arrived)) throw eventFailed('a datagram that comes again');
}

/** What comes from elsewhere does not reach a socket that is connected (udp(7)). */
function canComeAgain({ copy }: EventSocket, { from }: Datagram): boolean {
  const { peer } = rawAddresses(copy);
  if (peer === undefined) return true;
  return addressIn(peer).equals(addressIn(from)) && peer.readUInt16BE(2) === from.readUInt16BE(2);
}
