import { getOption, setOption } from '../../kernel/socket-option.js';

const solSocket = 1;
const enoughToRead = 18; // SO_RCVLOWAT
const tcp = 6;
const enoughUnsent = 25; // TCP_NOTSENT_LOWAT
const roomToSend = 7; // SO_SNDBUF
const roomToSendBeyondLimits = 32; // SO_SNDBUFFORCE
const sizesThatAreSet = 72; // SO_BUF_LOCK

/**
 * Whoever waits for news of a connection (epoll(7), edge-triggered) is told again what can be
 * read and written: the kernel looks when a threshold of it is set, also to what it is.
 */
export function notifyStream(copy: number): void {
  for (const [level, name] of [
    [solSocket, enoughToRead],
    [tcp, enoughUnsent],
  ] as const) {
    const threshold = getOption(copy, level, name);
    if (threshold !== undefined) setOption(copy, level, name, threshold);
  }
}

/**
 * For AF_UNIX there is such a threshold only of what can be written: who waits for both is told.
 * The kernel doubles what is set (socket(7)).
 */
export function notifyLocal(copy: number): void {
  const size = getOption(copy, solSocket, roomToSend);
  const locks = getOption(copy, solSocket, sizesThatAreSet);
  if (size === undefined) return;
  if (!setOption(copy, solSocket, roomToSendBeyondLimits, size >>> 1))
    setOption(copy, solSocket, roomToSend, size >>> 1);
  if (locks !== undefined) setOption(copy, solSocket, sizesThatAreSet, locks);
}
