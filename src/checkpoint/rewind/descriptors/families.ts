import { epoll } from './epoll/epoll.js';
import { eventCounter } from './events/event-counter.js';
import { signalFile } from './events/signal-file.js';
import { timerFile } from './events/timer-file.js';
import type { Family } from './family.js';
import { pathFile } from './path-file.js';
import { pipe } from './pipe/pipe.js';
import { tcp } from './tcp/tcp.js';
import { unix } from './unix/unix.js';
import { udp } from './udp/udp.js';

/** In the order in which they are asked, silenced, restored and settled. */
export const families: readonly Family<unknown>[] = [
  tcp,
  udp,
  unix,
  pipe,
  eventCounter,
  timerFile,
  signalFile,
  epoll,
  pathFile,
];
