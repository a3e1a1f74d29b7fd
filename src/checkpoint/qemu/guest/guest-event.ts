import type { Consequence, NetworkEvent } from '../../../model/consequence.js';

/** Those of which the controller says what they come to. */
interface Answered {
  readonly event: 'rewrite-answer' | 'repeat-answer';
}

/** What the guest brings about by itself. */
export type GuestEvent =
  | Exclude<NetworkEvent, Answered>
  /** The first datagram in the queue is another. */
  | { readonly event: 'replace'; readonly bytes: Buffer }
  /** A message to the kernel about routes. */
  | { readonly event: 'route'; readonly bytes: Buffer };

/** A consequence, but for the call itself. */
export interface GuestStaging extends Pick<Consequence, 'delay'> {
  readonly before: readonly GuestEvent[];
  readonly after: readonly GuestEvent[];
}
