import type { Outcome } from '../../model/outcome.js';
import type { StepOrStop, Stop } from '../../model/stop.js';
import type { Termination } from '../../model/termination.js';
import type { Capability, Checkpoint, Step, Travel } from '../../model/world.js';
import type { Standstill } from '../../world/standstill/standstill.js';
import type { Course } from '../course.js';
import type { Engine } from '../engine.js';
import type { StateReader } from '../rewind/state/state-reader.js';
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
    /** Absent where nobody asks in which state the world is. */
    private readonly states?: StateReader,
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
    return (destination && this.goBack(destination)) ?? this.goOn();
  }

  leave(): Termination {
    return this.course.leave();
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

  /** @returns a step only when the way could not be followed */
  private goBack(destination: Checkpoint): Step | undefined {
    this.reexecuted += 1;
    this.course.restart();
    return this.course.follow(new Itinerary(destination, this.outcomeThere));
  }

  private goOn(): StepOrStop {
    const step = this.course.advance();
    return this.states?.look(step) ?? step;
  }

  [Symbol.dispose](): void {
    this.world[Symbol.dispose]();
  }
}
