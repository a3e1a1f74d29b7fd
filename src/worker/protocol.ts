import type { BootedGuest } from '../checkpoint/qemu/booted-guest.js';
import type { Outcome } from '../model/outcome.js';
import type { Settings } from '../model/settings.js';
import type { CoreWritten, Stop, StopCondition } from '../model/stop.js';
import type { Termination } from '../model/termination.js';
import type { Capability, Checkpoint, Step, Travel } from '../model/world.js';
import type { ExitCode } from '../support/operator-error.js';

export interface Opening {
  /** The machine that the programs run in, for the engine qemu. */
  readonly guest?: BootedGuest | undefined;
  /** Whether the end of a run tells which paths the programs have named. */
  readonly records?: boolean;
  /** Whether replies tell which files programs look for: each such call is stopped at. */
  readonly tellsFiles?: boolean;
}

/**
 * What the controller tells a worker: one JSON object per line on the worker's fd 3, carried out
 * in order. Only some are answered, by one line on fd 4: see `answers`.
 */
export type Command =
  | ({
      readonly op: 'open';
      readonly settings: Settings;
      readonly needed: readonly string[];
    } & Opening)
  | { readonly op: 'run' }
  | { readonly op: 'decide'; readonly outcome: Outcome }
  | { readonly op: 'checkpoint' }
  | { readonly op: 'restore'; readonly checkpoint: Checkpoint }
  | { readonly op: 'drop'; readonly checkpoint: Checkpoint }
  | { readonly op: 'capabilities' }
  | { readonly op: 'travel' }
  | { readonly op: 'leave' }
  /** Record the runs that begin from now on. */
  | { readonly op: 'record'; readonly directory: string }
  /** Take no snapshots any more. */
  | { readonly op: 'reexecute' }
  /** Let the run stand still there: then `run` is answered by `stopped`, and the next goes on. */
  | { readonly op: 'stop-at'; readonly condition: StopCondition }
  /** Stand still at the choice point that is open. */
  | { readonly op: 'stand-still' }
  /** Wait for gdb at this path. */
  | { readonly op: 'gdb-listen'; readonly socket: string }
  /** Let gdb look at the world that stands still, until it lets it go on. */
  | { readonly op: 'gdb' }
  /** gdb has ended; a wait for it does, too. */
  | { readonly op: 'gdb-gone' }
  /** Of a process of the world that stands still; absent: of the one that it stopped for. */
  | { readonly op: 'core'; readonly file: string; readonly pid?: number | undefined };

export type Reply =
  | { readonly kind: 'opened' }
  | { readonly kind: 'step'; readonly step: Step }
  | { readonly kind: 'stopped'; readonly stop: Stop }
  | { readonly kind: 'core'; readonly written: CoreWritten }
  | { readonly kind: 'gdb-listens' }
  | { readonly kind: 'gdb'; readonly isThere: boolean }
  | { readonly kind: 'capabilities'; readonly capabilities: readonly Capability[] }
  | { readonly kind: 'travel'; readonly travel: Travel }
  | { readonly kind: 'left'; readonly termination: Termination }
  /** Something that the user can change. */
  | {
      readonly kind: 'refused';
      readonly message: string;
      readonly hint: string;
      readonly code: ExitCode;
    }
  /** A broken invariant: the worker ends after this. */
  | { readonly kind: 'bug'; readonly message: string; readonly stack: string };

/** The commands that are answered, and with what, if not with `refused` or `bug`. */
export const answers = {
  open: ['opened'],
  run: ['step', 'stopped'],
  leave: ['left'],
  'stand-still': ['stopped'],
  core: ['core'],
  'gdb-listen': ['gdb-listens'],
  gdb: ['gdb'],
  capabilities: ['capabilities'],
  travel: ['travel'],
} as const satisfies Readonly<Partial<Record<Command['op'], readonly Reply['kind'][]>>>;

export type Question = keyof typeof answers;

export type Answer<Asked extends Question> = Extract<
  Reply,
  { readonly kind: (typeof answers)[Asked][number] }
>;

/** With every reply, if asked for: which files have been looked for since the last one. */
export interface FilesTold {
  readonly files?: readonly string[];
}

export const commandFd = 3;
export const replyFd = 4;
