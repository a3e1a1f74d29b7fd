import { ok, type Outcome } from '../model/outcome.js';
import type { Decision } from '../model/path.js';
import type { StepOrStop, Stop } from '../model/stop.js';
import type { Checkpoint, Step } from '../model/world.js';
import { assert, present } from '../support/assert.js';
import type { Termination } from '../model/termination.js';
import type { Thread } from '../tracer/tracee.js';
import type { Execution } from '../world/execution.js';
import type { Standstill } from '../world/standstill/standstill.js';
import type { ChoicePolicy, Examination, PendingChoice, PolicyMark } from './choice-policy.js';
import type { Itinerary } from './itinerary.js';
import { Repetition, type RepetitionMark } from './repetition.js';

/** Where a run stands at a choice point; belongs to the processes that it was taken with. */
export interface Standing {
  readonly taken: readonly Decision[];
  readonly current: PendingChoice;
  readonly policy: PolicyMark;
  readonly repetition: RepetitionMark;
}

const untouched: Examination = { kind: 'pass' };

/** The run under way: decisions taken, the choice that is open. */
export class Course {
  /** Decisions that are not `ok`. */
  private taken: Decision[] = [];
  private current: PendingChoice | undefined;
  private readonly repetition: Repetition;

  constructor(
    private readonly execution: Execution,
    private readonly policy: ChoicePolicy,
    /** Whether drivers may come again, and with them what was chosen while they ran. */
    private readonly repeatsDrivers = false,
  ) {
    this.repetition = new Repetition(policy);
  }

  /** Start again; the first choice is ahead. */
  restart(): void {
    this.taken = [];
    this.current = undefined;
    this.repetition.begin();
    this.policy.begin();
    this.execution.begin();
  }

  /**
   * Go the way of an itinerary, from where the run stands.
   * @param visit called at every choice on the way, before it is taken
   * @returns a step only when the way could not be followed
   */
  follow(itinerary: Itinerary, visit: () => void = () => undefined): Step | undefined {
    while (!itinerary.isDone) {
      const step = this.current === undefined ? this.advance() : here(this.current);
      if (step.kind !== 'choice') return astray(step, itinerary);
      visit();
      this.take(itinerary.outcomeAt(step.point.id));
    }
    return undefined;
  }

  /** To the next choice or the end. */
  advance(): StepOrStop {
    this.current = undefined;
    for (;;) {
      const happening = this.execution.next();
      if (happening.kind === 'stopped') return happening;
      if (happening.kind === 'ended') return this.endOf(happening.termination);
      const examination = this.examine(happening.thread);
      if (examination.kind === 'ended') return examination;
      if (examination.kind === 'choice' && this.execution.turn.phase === 'again')
        this.happensAgain(examination.choice);
      else if (examination.kind === 'choice') {
        this.current = examination.choice;
        return here(this.current);
      } else this.pass(happening.thread, examination);
    }
  }

  private examine(thread: Thread): Examination {
    const { phase, round } = this.execution.turn;
    if (phase === 'untouched') return untouched;
    this.repetition.enter(phase, round);
    return this.policy.examine(thread);
  }

  /** What was chosen at this call when the drivers ran the first time. */
  private happensAgain(choice: PendingChoice): void {
    const { thread, registers, point } = choice;
    const outcome = this.taken.find(({ at }) => at === point.id)?.outcome ?? ok;
    this.execution.proceed(thread, registers, choice.override(outcome));
  }

  private endOf(termination: Termination): Step {
    return { kind: 'ended', termination: this.policy.endOf?.(termination) ?? termination };
  }

  private pass(thread: Thread, { registers, override }: Examination & { kind: 'pass' }): void {
    if (registers !== undefined && override !== undefined)
      this.execution.proceed(thread, registers, override);
    else if (thread.state === 'stopped') this.execution.pass(thread);
  }

  take(outcome: Outcome): void {
    const pending = this.mustStand();
    if (outcome.kind !== 'ok') this.taken.push({ at: pending.point.id, outcome });
    this.current = undefined;
    this.execution.proceed(pending.thread, pending.registers, pending.override(outcome));
  }

  standStill(): Stop {
    const { thread, point } = this.mustStand();
    return this.standstill.atChoice(thread, point.id);
  }

  get standstill(): Standstill {
    return this.execution.standstill;
  }

  /** The run is not gone on with. @returns how it fares so far */
  leave(): Termination {
    this.mustStand();
    return this.execution.terminationFor({ kind: 'joined', where: 'explored' });
  }

  checkpoint(): Checkpoint {
    return { path: [...this.taken], at: this.mustStand().point.id };
  }

  standing(): Standing {
    const [policy, repetition] = [this.policy.mark(), this.repetition.mark()];
    return { taken: [...this.taken], current: this.mustStand(), policy, repetition };
  }

  /** What makes this choice differ from another, but for the world itself. */
  state(isThere: (socket: string) => boolean): unknown {
    const { thread, point } = this.mustStand();
    const site = point.name.replace(/ #\d+$/, '');
    const { outcomes, repeats, asked } = point;
    const policy = this.policy.state?.(isThere);
    const isRepeated = this.repeatsDrivers && this.execution.turn.phase === 'driving';
    const again = isRepeated ? this.taken : [];
    return { thread, site, outcomes, repeats: repeats?.outcome, asked, policy, again };
  }

  /** The execution has come back to where this was taken and has handed out the same call. */
  standAt({ taken, current, policy, repetition }: Standing): void {
    this.repetition.comeBackTo(repetition);
    this.taken = [...taken];
    this.current = current;
    this.policy.comeBackTo(policy);
  }

  private mustStand(): PendingChoice {
    return present(this.current, 'the world stands at no choice point');
  }
}

function here({ point }: PendingChoice): Step {
  return { kind: 'choice', point };
}

function astray(step: StepOrStop, itinerary: Itinerary): Step {
  assert(step.kind === 'ended', 'only an end leads astray', { kind: step.kind });
  return { kind: 'diverged', expected: itinerary.missing(), termination: step.termination };
}
