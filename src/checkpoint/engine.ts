import type { Outcome } from '../model/outcome.js';
import type { Stop, StepOrStop } from '../model/stop.js';
import type { Termination } from '../model/termination.js';
import type { Capability, Checkpoint, Travel } from '../model/world.js';
import type { Standstill } from '../world/standstill/standstill.js';

/**
 * The World contract as an engine implements it: in a process of its own, blocking. See
 * model/world.ts for the order of calls.
 */
export interface Engine extends Disposable {
  runToChoice(): StepOrStop;
  decide(outcome: Outcome): void;
  checkpoint(): Checkpoint;
  restore(checkpoint: Checkpoint): void;
  drop(checkpoint: Checkpoint): void;
  leave(): Termination;
  reexecute(): void;
  /** From now on runs are recorded; absent where they cannot be. */
  record?(directory: string): void;
  /** Files that the programs have looked for since this was asked; absent where nobody knows. */
  newFiles?: (() => readonly string[]) | undefined;
  capabilities(): readonly Capability[];
  travel(): Travel;
  /** Stand still at the choice point that is open. */
  standStill(): Stop;
  readonly standstill: Standstill;
}
