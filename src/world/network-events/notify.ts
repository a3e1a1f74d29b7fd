import { getOption, setOption } from '../../kernel/socket-option.js';

const solSocket = 1;
const enoughToRead = 18; // SO_RCVLOWAT
const tcp = 6;
const enoughUnsent = 25; // TCP_NOTSENT_LOWAT

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
