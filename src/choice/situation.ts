import type { SocketView } from '../model/choice-point.js';

/** What a process does about signals: nothing, go on with the call, or break it off. */
export type Handlers = 'none' | 'restarting' | 'interrupting';

/** What is known of a wait for several descriptors. */
export interface WaitFacts {
  /** Milliseconds; absent where it waits as long as it takes. */
  readonly limitMs?: number;
  /** Whether the socket that stands for all has a connection that could be reset. */
  readonly isOpen: boolean;
  /** Whether it waits for room to send on that socket, and there is some. */
  readonly canSend: boolean;
  /** What is ready that no network could have held up. */
  readonly readyAnyway?: string;
}

/** What decides whether an outcome can happen at a call. */
export interface Situation {
  readonly socket: Pick<SocketView, 'family' | 'type' | 'nonBlocking' | 'peer'>;
  /** What the socket is for; of a name server it is `udp:53`. */
  readonly role: string;
  /** Bytes, or messages, that the call could move now: asked for, and there to be read. */
  readonly movable: number;
  /** Bytes that are there to be read; of datagrams those of the first. */
  readonly queued: number;
  readonly datagrams: number;
  /** The port in the address argument of bind(2); 0 leaves the choice to the kernel. */
  readonly boundPort: number;
  /** Whether calls of this direction give up after a time: SO_RCVTIMEO, SO_SNDTIMEO. */
  readonly timeLimits: { readonly receive: boolean; readonly send: boolean };
  readonly handlers: Handlers;
  /** Of a call that waits for several descriptors. */
  readonly wait?: WaitFacts;
  /** What has been done with this socket before, in this run. */
  readonly past: { readonly connects: boolean; readonly sends: boolean };
  /** Only results of calls are overwritten, whatever state the socket is in. */
  readonly bare: boolean;
}
