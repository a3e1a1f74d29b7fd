/**
 * Something that happens to a socket of the program as the network, or the other end, would cause
 * it. It is brought about by the engine's world: in the kernel where that can be done, so that
 * every later call of both ends finds what Linux leaves after the real event.
 */
export type NetworkEvent =
  /** A reset (RST) arrives at both ends of the connection. */
  | { readonly event: 'reset' }
  /** The other end has closed: an end of stream (FIN) arrives; whatever is sent is answered RST. */
  | { readonly event: 'close' }
  /** What has arrived and was not read yet had never arrived; the first `keep` bytes had. */
  | { readonly event: 'discard'; readonly keep: number }
  /** The error that is pending has been reported: nobody else will see it. */
  | { readonly event: 'clear-error' }
  /** What can be read, or written, shows anew: edge-triggered waits wake up. */
  | { readonly event: 'notify' }
  /**
   * The first datagram in the queue was lost, came twice, or was overtaken by the next; of a
   * listener: the first connection that waits to be accepted is gone.
   */
  | { readonly event: 'drop' | 'duplicate' | 'reorder' }
  /** The first datagram in the queue, the answer of a name server, says something else. */
  | { readonly event: 'rewrite-answer'; readonly as: DnsFailure }
  /** The other answer about a name (version 6 of the address, or 4) says what the first said. */
  | { readonly event: 'repeat-answer' }
  /** After a call that sends: its first datagram arrives once more. */
  | { readonly event: 'send-again' };

export const dnsFailures = ['nxdomain', 'servfail', 'nodata', 'dead-first'] as const;
export type DnsFailure = (typeof dnsFailures)[number];

/** What becomes of the call itself. */
export type CallChange =
  | { readonly call: 'run' }
  /** It moves at most so many bytes; for sendmmsg and recvmmsg: so many messages. */
  | { readonly call: 'limit'; readonly count: number }
  /** It is not made, and returns this. */
  | {
      readonly call: 'answer';
      readonly result: number;
      readonly signal?: string;
      /** Of sendmmsg: how much of each message was sent. */
      readonly lengths?: readonly number[];
    }
  /** It is not made, and fails with this errno; EPIPE may bring SIGPIPE. */
  | { readonly call: 'fail'; readonly errno: string }
  /** getsockopt(SO_ERROR) is not made, and reports this. */
  | { readonly call: 'report'; readonly errno: string }
  /** connect(2) goes to a port of the same address where nobody listens. */
  | { readonly call: 'redirect' }
  /** A wait for descriptors is not made, and finds nothing ready. */
  | { readonly call: 'time-out' };

/**
 * How long the thread waits before its call, by the world's clock; `inFull` also where that is the
 * real one.
 */
export type Delay =
  | { readonly ms: number; readonly inFull?: true }
  /** Until a timer of the program has gone off; `ms` where it has none. */
  | { readonly pastNextTimer: true; readonly ms: number }
  /** No answer will ever come: until a signal, or the socket's own time limit. */
  | { readonly forEver: true };

/** How an outcome is brought about: events, the call, events; the same for every engine. */
export interface Consequence {
  readonly delay?: Delay;
  /** The descriptor of the socket that events happen to, where the call names several. */
  readonly socket?: number;
  readonly before: readonly NetworkEvent[];
  readonly change: CallChange;
  readonly after: readonly NetworkEvent[];
}
