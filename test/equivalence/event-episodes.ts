import type { Episode, MakeEpisode } from './episode.js';
import type { Side } from './side.js';

/** Pipes, events, clocks and signals. */
export const events: readonly MakeEpisode[] = [
  pipe,
  counter,
  timer,
  clock,
  signal,
  signalFile,
  epoll,
  socketPair,
];

function pipe(side: Side): Episode {
  const [from, to] = [side.freshSlot(), side.freshSlot()];
  const count = side.random.between(2, 5000);
  return {
    begin: [`pipe ${from} ${to}`, `send ${to} ${count} w`],
    finish: [`send ${to} 3 w`, `recv ${from} 10 read`, `close ${to}`, `try-recv ${from} 9000 read`],
  };
}

function counter(side: Side): Episode {
  const slot = side.freshSlot();
  const semaphore = side.random.below(2);
  return {
    begin: [`eventfd ${slot} 2 ${semaphore}`, `event-add ${slot} 3`],
    finish: [`event-take ${slot}`, `event-take ${slot}`, `event-add ${slot} 1`],
  };
}

function timer(side: Side): Episode {
  const { random, mayWait } = side;
  const slot = side.freshSlot();
  const later = random.pick(['interval 2', 'posix-timer 2', 'sleep 1']);
  return {
    begin: [`timer ${slot} ${random.between(1, 3)}`],
    finish: [`timer-take ${slot} ${mayWait ? 'wait' : 'spin'}`, ...(mayWait ? [later] : [])],
  };
}

function clock(side: Side): Episode {
  const slot = side.freshSlot();
  const which = side.random.below(2);
  return {
    begin: [`now ${which}`, `timer ${slot} 900`],
    finish: [`now ${which}`, `close ${slot}`],
  };
}

function signal(side: Side): Episode {
  const number = side.random.pick([10, 18, 28]);
  return {
    begin: [`handle ${number} handler`, `block ${number} 1`, `raise ${number}`],
    finish: [`pending ${number}`, `block ${number} 0`, 'sum 3', `pending ${number}`],
  };
}

function signalFile(side: Side): Episode {
  const slot = side.freshSlot();
  return {
    begin: [`signal-file ${slot} 23`, 'raise 23'],
    finish: [`signal-take ${slot}`, `signal-take ${slot}`],
  };
}

function epoll(side: Side): Episode {
  const [set, event] = [side.freshSlot(), side.freshSlot()];
  const mode = side.random.pick(['level', 'edge', 'one-shot']);
  const limit = side.mayWait ? 2 : 0;
  return {
    begin: [`epoll ${set}`, `eventfd ${event} 0 0`, `epoll-add ${set} ${event} ${mode}`],
    finish: [
      `epoll-wait ${set} ${limit}`,
      `event-add ${event} 1`,
      `epoll-wait ${set} ${limit}`,
      `epoll-wait ${set} ${limit}`,
      `epoll-delete ${set} ${event}`,
    ],
  };
}

function socketPair(side: Side): Episode {
  const [first, second] = [side.freshSlot(), side.freshSlot()];
  const type = side.random.pick(['stream', 'dgram', 'q']);
  return {
    begin: [`pair ${first} ${second} ${type}`, `send ${first} 9`, `send ${second} 700`],
    finish: [`recv ${second} 99`, `send ${first} 3`, `recv ${first} 999`, `recv ${second} 99`],
  };
}
