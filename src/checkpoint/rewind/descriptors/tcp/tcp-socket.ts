import type { SavedOptions } from '../../../../kernel/socket-options.js';
import type { TcpStream } from '../../../../kernel/tcp-stream.js';

/** What every TCP socket has. Addresses are struct sockaddr. */
export interface Common {
  readonly domain: number;
  readonly local: Buffer;
  readonly options: SavedOptions;
  readonly nonBlocking: boolean;
}

/** Never connected, or disconnected; `bound` if it has a port. */
interface Closed extends Common {
  readonly kind: 'closed';
  readonly bound: boolean;
}

/** It waits for connections. */
export interface Listening extends Common {
  readonly kind: 'listening';
  readonly backlog: number;
  /** Connections that nobody has accepted yet, in their order. */
  readonly pending: readonly Pending[];
}

/** It asks for a connection, and there is no answer. */
export interface Connecting extends Common {
  readonly kind: 'connecting';
  readonly peer: Buffer;
}

export interface Connected extends Common {
  readonly kind: 'connected';
  readonly peer: Buffer;
  readonly stream: TcpStream;
  readonly ends: Ends;
  /** Bytes sent that the other end has not got. */
  readonly undelivered: Buffer;
  /** Whether the other end is a socket of the world, one that waits to be accepted, or closed. */
  readonly other: 'here' | 'pending' | 'gone';
}

/** Which ends of a connection's two streams have passed. */
export interface Ends {
  readonly finSent: boolean;
  readonly finReceived: boolean;
  /** By shutdown(2), with nothing on the wire. */
  readonly shutForReading: boolean;
}

/** Its connection has come to its end, or to nothing. */
export interface Over extends Common {
  readonly kind: 'over';
  readonly received: Buffer;
  /** The name of the error that the next call gets. */
  readonly error: OverError | undefined;
  /** It never came about. */
  readonly neverOpen: boolean;
}

export type OverError = 'ECONNRESET' | 'ECONNREFUSED' | 'EPIPE';

export type TcpSocket = Closed | Listening | Connecting | Connected | Over;

/** A connection in the queue of a listener; its client end may be a socket of the world. */
export interface Pending {
  readonly client: Buffer;
  readonly listener: Buffer;
  readonly received: Buffer;
  /** Whether the client has ended its stream, and whether it has reset the connection. */
  readonly finished: boolean;
  readonly reset: boolean;
}
