/** A call on a socket that a program of a recorded run has made, in the order of their ends. */
export interface RecordedCall {
  readonly program: string;
  /** Running numbers in the run, from 1. */
  readonly process: number;
  readonly thread: number;
  readonly call: string;
  /** What the socket is for, as in choice points. */
  readonly role: string;
  /** Equal at both ends. */
  readonly connection?: string;
  readonly direction?: 'sent' | 'received';
  /** What it returned, an errno's name, `killed`, `waiting` at the run's end, or `unknown`. */
  readonly result: string;
  /** How many were moved. */
  readonly bytes?: number;
  /** The first of them, what is not printable escaped; or what a call has told. */
  readonly data?: string;
  /** By the world's clock, since the run began. */
  readonly timeMs: number;
  /** Name of the choice point, where it is one. */
  readonly point?: string;
  /** What was injected. */
  readonly outcome?: string;
  /** How many calls before this one were left out. */
  readonly leftOut?: number;
}
