import { getsockopt, recv } from './ffi.js';
import { hasError } from './poll.js';
import { peekWithoutWaiting, whilePeeking } from './peeking.js';

const solSocket = 1;
const memoryInfo = 55; // SO_MEMINFO
/** What the kernel accounts for the smallest datagram (SKB_TRUESIZE in skbuff.h), or less. */
const smallestBytes = 512;

const account = Buffer.alloc(64);
const length = Buffer.alloc(4);
const data = Buffer.alloc(1 << 16);

/**
 * How many datagrams wait in a socket. They are looked at one after the other only where the
 * memory that they take could be that of two: an empty one that was looked at so is not found
 * again by those who look so, too.
 * @param firstBytes the length of the first, as FIONREAD tells it
 */
export function countDatagrams(fd: number, firstBytes: number): number {
  length.writeUInt32LE(account.length, 0);
  if (getsockopt(fd, solSocket, memoryInfo, account, length) !== 0) return Number(firstBytes > 0);
  const taken = account.readUInt32LE(0);
  if (taken === 0) return 0;
  if (taken < 2 * smallestBytes || firstBytes === 0) return 1;
  // A call finds the error before them, and to look would take it away from the program.
  if (hasError(fd)) return 0;
  return whilePeeking(fd, () => {
    let count = 0;
    while (recv(fd, data, data.length, peekWithoutWaiting) >= 0) count += 1;
    return count;
  });
}
