import type { Outcome } from '../../model/outcome.js';
import type { Decision } from '../../model/path.js';
import type { Capability, Checkpoint, Step, Travel } from '../../model/world.js';
import { assert, present } from '../../support/assert.js';
import type { Execution } from '../../world/execution.js';
import type { ChoicePolicy, PendingChoice } from '../choice-policy.js';
import type { Engine } from '../engine.js';
import { Itinerary } from './itinerary.js';

/**
 * The reference engine: going back means starting again and taking the recorded outcomes. A
 * checkpoint costs nothing and captures everything that a program can do again.
 */
export class ReplayEngine implements Engine {
  /** Decisions that are not `ok`, taken on the way to where the world stands. */
  private taken: Decision[] = [];
  private current: PendingChoice | undefined;
  /** Set by restore: the way back is gone when the world runs next. */
  private destination: Checkpoint | undefined;
  /** What to take at the destination. */
  private outcomeThere: Outcome | undefined;
  private reexecuted = 0;

  constructor(
    private readonly execution: Execution,
    private readonly policy: ChoicePolicy,
    private readonly enclosure: Disposable,
  ) {}

  restore(checkpoint: Checkpoint): void {
    this.destination = checkpoint;
    this.outcomeThere = undefined;
    this.current = undefined;
  }

  decide(outcome: Outcome): void {
    if (this.destination === undefined) this.take(this.mustStand(), outcome);
    else this.outcomeThere = outcome;
  }

  checkpoint(): Checkpoint {
    const { point } = this.mustStand();
    return { path: [...this.taken], at: point.id };
  }

  drop(): void {
    // A place to go back to holds nothing here.
  }

  runToChoice(): Step {
    const astray = this.destination === undefined ? undefined : this.goBack(this.destination);
    return astray ?? this.advance();
  }

  capabilities(): readonly Capability[] {
    return [{ what: 're-execute any program that does the same again', available: true }];
  }

  travel(): Travel {
    return { rewound: 0, reexecuted: this.reexecuted, refusals: {} };
  }

  [Symbol.dispose](): void {
    this.execution[Symbol.dispose]();
    this.enclosure[Symbol.dispose]();
  }

  /** Start again and follow the path. @returns a step only when it could not be followed */
  private goBack(destination: Checkpoint): Step | undefined {
    this.reexecuted += 1;
    this.destination = undefined;
    this.taken = [];
    this.policy.begin();
    this.execution.begin();
    const itinerary = new Itinerary(destination, this.outcomeThere);
    while (!itinerary.isDone) {
      const step = this.advance();
      if (step.kind !== 'choice') return astray(step, itinerary);
      this.take(this.mustStand(), itinerary.outcomeAt(step.point.id));
    }
    return undefined;
  }

  private advance(): Step {
    this.current = undefined;
    for (;;) {
      const happening = this.execution.next();
      if (happening.kind === 'ended') return happening;
      const pending = this.policy.examine(happening.thread);
      if (pending === undefined) {
        if (happening.thread.state === 'stopped') happening.thread.resume();
        continue;
      }
      this.current = pending;
      return { kind: 'choice', point: pending.point };
    }
  }

  private take(pending: PendingChoice, outcome: Outcome): void {
    if (outcome.kind !== 'ok') this.taken.push({ at: pending.point.id, outcome });
    this.current = undefined;
    this.execution.proceed(pending.thread, pending.registers, pending.override(outcome));
  }

  private mustStand(): PendingChoice {
    return present(this.current, 'the world stands at no choice point');
  }
}

function astray(step: Step, itinerary: Itinerary): Step {
  assert(step.kind === 'ended', 'only an end leads astray', { kind: step.kind });
  return { kind: 'diverged', expected: itinerary.missing(), termination: step.termination };
}
