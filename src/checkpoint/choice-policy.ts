import type { ChoicePoint } from '../model/choice-point.js';
import type { Outcome } from '../model/outcome.js';
import type { Termination } from '../model/termination.js';
import type { Override } from '../tracer/override.js';
import type { Registers } from '../tracer/registers.js';
import type { Thread } from '../tracer/tracee.js';

/** A thread stopped before a call at which the environment may fail. */
export interface PendingChoice {
  readonly thread: Thread;
  readonly registers: Registers;
  readonly point: ChoicePoint;
  override(outcome: Outcome): Override;
}

/** What a stop turned out to be. */
export type Examination =
  | { readonly kind: 'choice'; readonly choice: PendingChoice }
  /** No choice point: the call simply runs, or is answered at once. */
  | { readonly kind: 'pass'; readonly registers?: Registers; readonly override?: Override }
  /** The programs have told that the run has come to its end. */
  | { readonly kind: 'ended'; readonly termination: Termination };

/** What a policy has counted so far; only the policy that made it can read it. */
export interface PolicyMark {
  readonly counted: unknown;
}

/**
 * What an engine asks the policy: is this stop a choice? Engines know stops and registers; which
 * calls can fail, and how, is not theirs to know.
 */
export interface ChoicePolicy {
  /** Forget what was counted: a new run begins. */
  begin(): void;
  mark(): PolicyMark;
  comeBackTo(mark: PolicyMark): void;
  /**
   * What it knows of this run that makes a difference to what comes; absent where that cannot be
   * told. @param isThere whether a socket, by its name, still exists
   */
  state?(isThere: (socket: string) => boolean): unknown;
  /** A quick look: whether this call could be a choice point at all. */
  concerns(thread: Thread, registers: Registers): boolean;
  examine(thread: Thread): Examination;
  /** What an end of the execution, which the policy did not bring about, means for the run. */
  endOf?(termination: Termination): Termination;
}
