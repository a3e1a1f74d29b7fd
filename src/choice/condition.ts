import { assert } from '../support/assert.js';
import type { SocketView } from '../model/choice-point.js';

/** What decides whether an outcome can happen at a call. */
export interface Situation {
  readonly socket: Pick<SocketView, 'family' | 'type' | 'nonBlocking' | 'peer'>;
  /** Bytes that the call could move now: asked for, and there to be read. */
  readonly movable: number;
  /** The port in the address argument of bind(2); 0 leaves the choice to the kernel. */
  readonly boundPort: number;
}

type Condition = (situation: Situation) => boolean;

const isStream: Condition = ({ socket }) => socket.type === 'stream';
const nonBlocking: Condition = ({ socket }) => socket.nonBlocking;
const datagram: Condition = ({ socket }) => socket.type === 'dgram';
const never: Condition = () => false;

/** The catalogue's conditions, word for word; what is not decided yet is never met. */
const conditions: Readonly<Record<string, Condition>> = {
  'domain=AF_INET6': ({ socket }) => socket.family === 'inet6',
  'port!=0': ({ socket, boundPort }) => socket.family === 'unix' || boundPort !== 0,
  'port<1024': ({ boundPort }) => boundPort > 0 && boundPort < 1024,
  blocking: ({ socket }) => !socket.nonBlocking,
  'blocking and a handler is installed': never,
  O_NONBLOCK: nonBlocking,
  'O_NONBLOCK or SO_RCVTIMEO': nonBlocking,
  'O_NONBLOCK or SO_SNDTIMEO': nonBlocking,
  'AF_UNIX O_NONBLOCK': ({ socket }) => socket.family === 'unix' && socket.nonBlocking,
  AF_UNIX: ({ socket }) => socket.family === 'unix',
  'after EINPROGRESS / pending error': isStream,
  'handler without SA_RESTART': never,
  'handler without SA_RESTART, or SO_RCVTIMEO set': never,
  stream: isStream,
  'connected UDP': ({ socket }) => socket.type === 'dgram' && socket.peer !== undefined,
  'stream and n>1': (situation) => isStream(situation) && situation.movable > 1,
  'stream, O_NONBLOCK or interrupted, n>1': (situation) =>
    isStream(situation) && situation.socket.nonBlocking && situation.movable > 1,
  datagram,
  'datagram and >=2 queued': never,
};

export function isMet(when: string | undefined, situation: Situation): boolean {
  if (when === undefined) return true;
  const condition = conditions[when];
  assert(condition !== undefined, 'the fault catalogue has an unknown condition', { when });
  return condition(situation);
}

/** Errors of routes and interfaces, which a local socket has no part in. */
const routeErrors = new Set(['ENETUNREACH', 'EHOSTUNREACH', 'ENETDOWN', 'EADDRNOTAVAIL']);

export function concernsFamily(errno: string | undefined, family: string): boolean {
  return family !== 'unix' || errno === undefined || !routeErrors.has(errno);
}

/** `tcp`, `udp`, `unix`, as the catalogue names them. */
export function protocolOf(socket: Pick<SocketView, 'family' | 'type'>): string {
  if (socket.family === 'unix') return 'unix';
  return socket.type === 'stream' ? 'tcp' : 'udp';
}
