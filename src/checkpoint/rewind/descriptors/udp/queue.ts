import { nr } from '../../../../abi/syscalls.js';
import { drain, hasEmpty, peekDatagrams, type Datagram } from '../../../../kernel/datagrams.js';
import { syscall } from '../../../../kernel/ffi.js';
import { rawSocket, sendDatagram } from '../../../../kernel/packet.js';
import { isSet } from '../../../../kernel/socket-options.js';
import { pollEvent, pollNow } from '../../../../kernel/poll.js';
import type { FrozenWorld } from '../../frozen-world.js';
import { refuse } from '../../refusal.js';
import { newSocket } from '../tcp/world-socket.js';
import { flowBetween } from '../../../../kernel/flow.js';
import type { UdpSocket } from './udp-socket.js';

const looksUntilArrived = 1000;

/** All datagrams that wait in a socket; they still do afterwards. */
export function readQueue(
  copy: number,
  socket: Pick<UdpSocket, 'options' | 'local'>,
  world: FrozenWorld,
): readonly Datagram[] {
  const queue = peek(copy, socket);
  if (!hasEmpty(queue)) return queue;
  // Once looked at, an empty datagram is not seen a second time: it needs to be a new one.
  drain(copy);
  fill(copy, queue, socket.local, world);
  return queue;
}

/** Whether exactly these datagrams wait in a socket. */
export function hasQueue(copy: number, { queue, ...socket }: UdpSocket): boolean {
  if (queue.length === 0) return (pollNow([copy])[0] ?? 0) % 2 === 0;
  return !hasEmpty(queue) && isAlike(peek(copy, socket), queue);
}

/** Replace what waits in an unconnected socket. */
export function restoreQueue(copy: number, socket: UdpSocket, world: FrozenWorld): void {
  const { queue, local } = socket;
  drain(copy);
  fill(copy, queue, local, world);
  if (hasEmpty(queue)) return;
  // What is sent has mostly arrived when the call returns, but not always.
  for (let look = 0; look < looksUntilArrived; look++) {
    if (isAlike(peek(copy, socket), queue)) return;
    syscall(nr.sched_yield, 0, 0, 0);
  }
  refuse('datagrams that do not come again');
}

function peek(copy: number, { options }: Pick<UdpSocket, 'options'>): readonly Datagram[] {
  const v4 = isSet(options, 'IP_PKTINFO');
  return peekDatagrams(copy, { v4, v6: isSet(options, 'IPV6_RECVPKTINFO') });
}

/** Sent from where they came from, whether or not anybody is there. */
function fill(copy: number, queue: readonly Datagram[], local: Buffer, world: FrozenWorld): void {
  for (const { from, to, data } of queue) {
    const flow = flowBetween(from, to, local.readUInt16BE(2));
    using raw = newSocket(
      world,
      flow.to.length === 16 ? 10 : 2,
      rawSocket.type,
      rawSocket.protocol,
    );
    if (!sendDatagram(raw.fd, flow, data)) refuse('a datagram that cannot be sent again');
  }
  const waits = ((pollNow([copy])[0] ?? 0) & pollEvent.in) !== 0;
  if (queue.length > 0 && !waits) refuse('datagrams that do not come again');
}

function isAlike(queue: readonly Datagram[], other: readonly Datagram[]): boolean {
  return (
    queue.length === other.length &&
    queue.every(({ from, to, data }, i) => {
      const then = other[i];
      return (
        then !== undefined && from.equals(then.from) && to.equals(then.to) && data.equals(then.data)
      );
    })
  );
}
