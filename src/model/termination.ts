import type { Frame } from './choice-point.js';
import type { ModuleEdges } from './edges.js';
import type { LeakRounds } from './footprint.js';
import type { RecordedCall } from './recorded-call.js';

export type RoleKind = 'sut' | 'peer' | 'driver' | 'probe';

/** How one process of the world ended. */
export type ExitStatus =
  | { readonly kind: 'exited'; readonly code: number }
  | { readonly kind: 'signaled'; readonly signal: string };

/** A fatal signal in any process of the world, seen before it is delivered. */
export interface Crash {
  readonly role: RoleKind;
  /** The configured name of the program, or its basename. */
  readonly program: string;
  readonly process: number;
  readonly signal: string;
  readonly stack: readonly Frame[];
}

/** Why a run of the world came to its end; facts only, judged later by the oracle. */
export type EndReason =
  /** The SUT's first process ended by itself. */
  | { readonly kind: 'sut-ended' }
  /** All drivers ended and the SUT ended after the stop signal. */
  | { readonly kind: 'stopped' }
  /** All drivers ended, and the SUT did not end within the grace period. */
  | { readonly kind: 'did-not-stop'; readonly graceMs: number }
  | { readonly kind: 'cpu-limit'; readonly limitMs: number }
  | { readonly kind: 'wall-limit'; readonly limitMs: number }
  /** So much time of the world has passed, and only what its programs wait for makes it pass. */
  | { readonly kind: 'virtual-limit'; readonly limitMs: number }
  | { readonly kind: 'output-limit'; readonly limitBytes: number }
  /** It came to a state that was explored already, and was left there. */
  | { readonly kind: 'joined'; readonly where: 'explored' | 'before' }
  /** Every thread of the world waits, and nothing that could wake one is left. */
  | { readonly kind: 'no-progress'; readonly waitedMs: number };

export interface ProgramEnd {
  readonly role: RoleKind;
  readonly program: string;
  /** Absent while the program was still running when the run ended. */
  readonly status?: ExitStatus;
  /** The last bytes of each stream, decoded as UTF-8 with replacement. */
  readonly stdout: string;
  readonly stderr: string;
}

/** Everything that is known when a run has ended. */
export interface Termination {
  readonly reason: EndReason;
  /** The programs that were started, in that order. */
  readonly programs: readonly ProgramEnd[];
  readonly crashes: readonly Crash[];
  /** Where each waiting thread of the SUT stood, for hangs. */
  readonly waiting: readonly { readonly call: string; readonly stack: readonly Frame[] }[];
  readonly wallMs: number;
  readonly cpuMs: number;
  /** What a server held from round to round, where it held more than before. */
  readonly rounds?: LeakRounds;
  /** Paths that the programs named in system calls, where that was asked for. */
  readonly namedPaths?: readonly string[];
  /** The calls of all programs on sockets, where that was asked for. */
  readonly calls?: readonly RecordedCall[];
  /** Which edges of the SUT's control flow its processes took, where that was asked for. */
  readonly edges?: readonly ModuleEdges[];
}

/** 128 + signal for a killed program, as shells report it. */
export function exitLabel(status: ExitStatus | undefined): string {
  if (status === undefined) return 'running';
  return status.kind === 'exited' ? `exit ${String(status.code)}` : status.signal;
}
