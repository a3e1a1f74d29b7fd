import type { Outcome } from '../../model/outcome.js';
import type { StepOrStop, Stop } from '../../model/stop.js';
import type { Capability, Checkpoint, Travel } from '../../model/world.js';
import type { Standstill } from '../../world/standstill/standstill.js';
import type { Course } from '../course.js';
import type { Engine } from '../engine.js';
import { Itinerary } from '../itinerary.js';

/**
 * The reference engine: going back means starting again and taking the recorded outcomes. A
 * checkpoint costs nothing and captures everything that a program can do again.
 */
export class ReplayEngine implements Engine {
  /** Set by restore: the way back is gone when the world runs next. */
  private destination: Checkpoint | undefined;
  /** What to take at the destination. */
  private outcomeThere: Outcome | undefined;
  private reexecuted = 0;

  constructor(
    private readonly course: Course,
    private readonly world: Disposable,
  ) {}

  restore(checkpoint: Checkpoint): void {
    this.destination = checkpoint;
    this.outcomeThere = undefined;
  }

  decide(outcome: Outcome): void {
    if (this.destination === undefined) this.course.take(outcome);
    else this.outcomeThere = outcome;
  }

  checkpoint(): Checkpoint {
    return this.course.checkpoint();
  }

  drop(): void {
    // A place to go back to holds nothing here.
  }

  runToChoice(): StepOrStop {
    const { destination } = this;
    this.destination = undefined;
    if (destination === undefined) return this.course.advance();
    this.reexecuted += 1;
    this.course.restart();
    const itinerary = new Itinerary(destination, this.outcomeThere);
    return this.course.follow(itinerary) ?? this.course.advance();
  }

  standStill(): Stop {
    return this.course.standStill();
  }

  get standstill(): Standstill {
    return this.course.standstill;
  }

  reexecute(): void {
    // It never does anything else.
  }

  capabilities(): readonly Capability[] {
    return [{ what: 're-execute any program that does the same again', available: true }];
  }

  travel(): Travel {
    const { reexecuted } = this;
    const costs = { savingMs: 0, rewindingMs: 0, checkpointBytes: 0 };
    return { rewound: 0, reexecuted, ...costs, refusals: {} };
  }

  [Symbol.dispose](): void {
    this.world[Symbol.dispose]();
  }
}
