import type { Datagram } from '../../../../kernel/datagrams.js';
import type { SavedOptions } from '../../../../kernel/socket-options.js';

/** A UDP socket. Addresses are struct sockaddr. */
export interface UdpSocket {
  readonly domain: number;
  readonly local: Buffer;
  /** The other end, where it is connected. */
  readonly peer: Buffer | undefined;
  readonly options: SavedOptions;
  readonly queue: readonly Datagram[];
  /** The number of the error that the next call gets; 0 for none. */
  readonly error: number;
}

/** A socket and what it is to be. */
export interface Restoring {
  readonly socket: UdpSocket;
  readonly copy: number;
}
