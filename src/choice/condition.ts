import { assert } from '../support/assert.js';
import type { CatalogueEntry } from '../support/fault-catalogue.js';
import type { Situation } from './situation.js';
import { mayBeInterrupted, mayTimeOut } from './wait-condition.js';

/** Why an outcome cannot happen in a situation; undefined where it can. */
export type Against = string | undefined;

type Condition = (situation: Situation, entry: CatalogueEntry) => Against;

/** A condition, and what is said where it does not hold. */
function unless(holds: (situation: Situation) => boolean, against: string): Condition {
  return (situation) => (holds(situation) ? undefined : against);
}

function all(...conditions: readonly Condition[]): Condition {
  return (situation, entry) =>
    conditions.map((condition) => condition(situation, entry)).find((against) => against);
}

const isUnix = unless(({ socket }) => socket.family === 'unix', 'it is no UNIX socket');
const isStream = unless(({ socket }) => socket.type === 'stream', 'it is no stream socket');
const isDatagram = unless(({ socket }) => socket.type === 'dgram', 'it is no datagram socket');
const isConnected = unless(({ socket }) => socket.peer !== undefined, 'it is not connected');
const waits = unless(({ socket }) => !socket.nonBlocking, 'the call does not wait');
const gone = 'the call waits as long as it takes';
const givesUp = unless(({ socket }) => socket.nonBlocking, gone);
const several = unless(({ movable }) => movable > 1, 'there is no more than one to be moved');
const isQueued = unless(({ datagrams }) => datagrams > 0, 'no datagram has arrived');

function mayGiveUp(direction: 'receive' | 'send'): Condition {
  return unless(({ socket, timeLimits }) => socket.nonBlocking || timeLimits[direction], gone);
}

/** With a time limit calls are not restarted, whatever the handler says (signal(7)). */
function breaksOff(direction: 'receive' | 'send'): Condition {
  const isBroken = ({ handlers, timeLimits }: Situation): boolean =>
    handlers === 'interrupting' || (handlers === 'restarting' && timeLimits[direction]);
  return all(waits, unless(isBroken, 'no handler without SA_RESTART is installed'));
}

const mayBePartial: Condition = (situation, entry) =>
  mayGiveUp('send')(situation, entry) && breaksOff('send')(situation, entry);

/**
 * The kernel has an error to report, as one that stood has gone. How a connection fails that is not
 * there yet is decided at connect(2); without such a call, SO_ERROR is 0 (so of a listener).
 */
const hasPendingError: Condition = ({ socket, past, bare }, { errno }) => {
  if (socket.type !== 'stream') return 'it is no stream socket';
  if (bare) return undefined;
  if (socket.peer !== undefined)
    return errno === 'ECONNREFUSED' ? 'the connection stands' : undefined;
  return past.connects ? 'it was asked at the call of connect' : 'nothing was to connect it';
};

/** The catalogue's conditions, word for word. */
const conditions: Readonly<Record<string, Condition>> = {
  'domain=AF_INET6': unless(({ socket }) => socket.family === 'inet6', 'it is not IPv6'),
  'port!=0': unless(
    ({ socket, boundPort }) => socket.family === 'unix' || boundPort !== 0,
    'the kernel chooses the port',
  ),
  'port<1024': unless(({ boundPort }) => boundPort > 0 && boundPort < 1024, 'the port is not low'),
  blocking: waits,
  'blocking and a handler is installed': breaksOff('send'),
  O_NONBLOCK: givesUp,
  'O_NONBLOCK or SO_RCVTIMEO': mayGiveUp('receive'),
  'O_NONBLOCK or SO_SNDTIMEO': mayGiveUp('send'),
  'AF_UNIX O_NONBLOCK': all(isUnix, givesUp),
  AF_UNIX: isUnix,
  'after EINPROGRESS / pending error': hasPendingError,
  'handler without SA_RESTART': breaksOff('send'),
  'handler without SA_RESTART, or SO_RCVTIMEO set': breaksOff('receive'),
  stream: isStream,
  'connected UDP': all(
    isDatagram,
    isConnected,
    unless(({ past }) => past.sends, 'nothing has been sent on it'),
  ),
  'n>1': several,
  'stream and n>1': all(isStream, several),
  'stream and n>1 queued': all(
    isStream,
    unless(({ queued }) => queued > 1, 'no two bytes wait'),
  ),
  'stream, O_NONBLOCK or interrupted, n>1': all(isStream, several, mayBePartial),
  datagram: isDatagram,
  'datagram queued': all(isDatagram, isQueued),
  'datagram and >=2 queued': all(
    isDatagram,
    unless(({ datagrams }) => datagrams > 1, 'no two datagrams wait'),
  ),
  'answer of a name server': all(
    isDatagram,
    unless(({ role }) => role === 'udp:53', 'it is no name server'),
    isQueued,
  ),
  'anonymous memory': () => undefined,
  'timeout>=0': mayTimeOut,
  'a handler is installed': mayBeInterrupted,
  'a connection is open': unless(({ wait }) => wait?.isOpen === true, 'no connection is open'),
};

/** What speaks against the catalogue's condition of an entry. */
export function conditionAgainst(entry: CatalogueEntry, situation: Situation): Against {
  if (entry.when === undefined) return undefined;
  const condition = conditions[entry.when];
  assert(condition !== undefined, 'the fault catalogue has an unknown condition', {
    when: entry.when,
  });
  return condition(situation, entry);
}
