import type { Outcome } from './outcome.js';
import type { Decision } from './path.js';

/** A frame of a call stack, innermost first. */
export interface Frame {
  /** Basename of the mapped file, `[vdso]`, or `?` for memory that no file backs. */
  readonly module: string;
  /** Full path of the mapped file as the program sees it; empty when there is none. */
  readonly path: string;
  /** Address inside the file as its symbol table counts it (hexadecimal is for display only). */
  readonly address: number;
  /** The function's name where a symbol table covers the address. */
  readonly function?: string;
  /** `file:line` where debug information is present and a symboliser is installed. */
  readonly source?: string;
  /** The function was inlined into that of the next frame, whose address this is. */
  readonly inlined?: true;
  /** A few lines around it, and the number of the first. */
  readonly code?: { readonly first: number; readonly lines: readonly string[] };
}

/** What a file descriptor at a choice point is connected to, as seen from the program. */
export interface SocketView {
  readonly fd: number;
  /** `none` where the call is on no socket. */
  readonly family: 'inet' | 'inet6' | 'unix' | 'none';
  readonly type: 'stream' | 'dgram' | 'seqpacket' | 'raw' | 'none';
  /** Whether the call gives up where it would have to wait: the socket's mode, or its flags. */
  readonly nonBlocking: boolean;
  readonly listening: boolean;
  /** `127.0.0.1:5000`, `[::1]:5000`, or a path; absent while unbound. */
  readonly local?: string;
  readonly peer?: string;
  /**
   * What the socket is for, without anything that changes from run to run (ephemeral ports,
   * descriptors): `client:5000`, `server:5000`, `listener:5000`, `udp:53`, `unix:/run/x`, `new`,
   * `memory`.
   */
  readonly role: string;
}

/** An I/O call that the environment could make fail, stopped before it runs. */
export interface ChoicePoint {
  /**
   * Stable across runs and small changes of the program (design rule 8):
   * `call role @outer>inner #count`, where the stack is given by function or module names and
   * count is the number of this call at this stack with this role, from 1.
   */
  readonly name: string;
  /** 8 base-32 characters of the name's hash: how a token names the choice point. */
  readonly id: string;
  readonly call: string;
  readonly socket: SocketView;
  /** Bytes asked to be read or written; absent for calls that carry no data. */
  readonly bytes?: number;
  /** Running number of the process and thread in this run, from 1; pids differ between runs. */
  readonly process: number;
  readonly thread: number;
  readonly stack: readonly Frame[];
  /** The outcomes to try here, `ok` first; with one entry the point does not branch. */
  readonly outcomes: readonly Outcome[];
  /** What tells the state of the world here from others; absent where nobody looked at it. */
  readonly state?: string;
  /** What happens here instead of `ok`, because it was chosen at an earlier choice point. */
  readonly repeats?: Decision;
  /** Which of the requested outcomes could happen here. */
  readonly asked?: readonly Asked[];
}

/** A request by its number among all, and why it is not offered here; absent: it is offered. */
export interface Asked {
  readonly request: number;
  readonly against?: string;
}
