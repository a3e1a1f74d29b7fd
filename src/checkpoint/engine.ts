import type { Outcome } from '../model/outcome.js';
import type { Capability, Checkpoint, Step, Travel } from '../model/world.js';

/**
 * The World contract as an engine implements it: in a process of its own, blocking. See
 * model/world.ts for the order of calls.
 */
export interface Engine extends Disposable {
  runToChoice(): Step;
  decide(outcome: Outcome): void;
  checkpoint(): Checkpoint;
  restore(checkpoint: Checkpoint): void;
  drop(checkpoint: Checkpoint): void;
  reexecute(): void;
  /** From now on runs are recorded; absent where they cannot be. */
  record?(directory: string): void;
  capabilities(): readonly Capability[];
  travel(): Travel;
}
