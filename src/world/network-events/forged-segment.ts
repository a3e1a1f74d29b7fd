import { nr } from '../../abi/syscalls.js';
import { syscall } from '../../kernel/ffi.js';
import { flowBetween, addressIn } from '../../kernel/flow.js';
import { rawSocket } from '../../kernel/packet.js';
import { sendSegment, type Segment } from '../../kernel/tcp-segment.js';
import { hasPacketsInFlight } from '../../kernel/softnet.js';
import type { Puppet } from '../../tracer/puppet.js';
import { socketOfWorld } from '../world-socket.js';

const afInet = 2;
const afInet6 = 10;
const looksUntilArrived = 1000;

/** A segment that nobody has sent. Addresses are struct sockaddr. */
export function forge(init: Puppet, from: Buffer, to: Buffer, segment: Segment): boolean {
  const flow = flowBetween(from, addressIn(to), to.readUInt16BE(2));
  const family = flow.to.length === 16 ? afInet6 : afInet;
  using raw = socketOfWorld(init, family, rawSocket.type, rawSocket.protocol);
  return sendSegment(raw.fd, flow, segment);
}

/**
 * What is sent over loopback has mostly arrived when the call returns, but not always.
 * @returns whether it came about
 */
export function comesAbout(hasArrived: () => boolean): boolean {
  for (let look = 0; look < looksUntilArrived; look++) {
    if (hasArrived() && !hasPacketsInFlight()) return true;
    syscall(nr.sched_yield, 0, 0, 0);
  }
  return hasArrived();
}
