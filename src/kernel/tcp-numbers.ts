import { ioctl } from './ffi.js';
import { getTcp, repairOption, repairQueue, setTcp, whileRepairing } from './tcp-repair.js';

const bytesUnacknowledged = 0x5411; // SIOCOUTQ
const bytesUnsent = 0x894b; // SIOCOUTQNSD

/** Where the two streams of a connection stand, ends of streams (FIN) counted (RFC 9293, 3.3.1). */
export interface TcpNumbers {
  /** Of the next byte to come: RCV.NXT. */
  readonly expected: number;
  /** Of the next byte to be sent, and of the first that was not confirmed: SND.NXT, SND.UNA. */
  readonly next: number;
  readonly unconfirmed: number;
}

const value = Buffer.alloc(4);

/** @throws TcpRepairFailed */
export function tcpNumbers(fd: number): TcpNumbers {
  return whileRepairing(fd, () => {
    setTcp(fd, repairOption.queue, repairQueue.receive);
    const expected = getTcp(fd, repairOption.sequence);
    setTcp(fd, repairOption.queue, repairQueue.send);
    const written = getTcp(fd, repairOption.sequence);
    const next = (written - bytes(fd, bytesUnsent)) >>> 0;
    return { expected, next, unconfirmed: (written - bytes(fd, bytesUnacknowledged)) >>> 0 };
  });
}

function bytes(fd: number, request: number): number {
  return ioctl(fd, request, value) === 0 ? value.readInt32LE(0) : 0;
}
