import { getOption, setOption } from './socket-option.js';

const solSocket = 1;
const peekOffset = 42; // SO_PEEK_OFF
const [wholeQueue, noOffset] = [0, -1];
/** MSG_PEEK and MSG_DONTWAIT. */
export const peekWithoutWaiting = 0x42;

/**
 * Look through the queue of a socket: each look begins behind the last (SO_PEEK_OFF in socket(7)),
 * and afterwards the program's own looks begin where they would have.
 */
export function whilePeeking<T>(fd: number, look: () => T): T {
  const before = getOption(fd, solSocket, peekOffset) ?? noOffset;
  setOption(fd, solSocket, peekOffset, wholeQueue);
  try {
    return look();
  } finally {
    setOption(fd, solSocket, peekOffset, before);
  }
}
