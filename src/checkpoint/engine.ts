import type { Outcome } from '../model/outcome.js';
import type { Termination } from '../model/termination.js';
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
  leave(): Termination;
  reexecute(): void;
  capabilities(): readonly Capability[];
  travel(): Travel;
}
