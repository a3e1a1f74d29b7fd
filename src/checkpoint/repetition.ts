import type { Phase } from '../world/act.js';
import type { ChoicePolicy, PolicyMark } from './choice-policy.js';

export interface RepetitionMark {
  /** What was counted when the first driver had been started. */
  readonly atDrivers: PolicyMark | undefined;
  /** What had been counted before the first repetition. */
  readonly before: PolicyMark | undefined;
  readonly round: number;
}

const none: RepetitionMark = { atDrivers: undefined, before: undefined, round: 0 };

/** Lets the calls of repeated drivers have the names that they had the first time. */
export class Repetition {
  private state = none;

  constructor(private readonly policy: ChoicePolicy) {}

  begin(): void {
    this.state = none;
  }

  mark(): RepetitionMark {
    return this.state;
  }

  comeBackTo(mark: RepetitionMark): void {
    this.state = mark;
  }

  /** Before a call is examined. */
  enter(phase: Phase, round: number): void {
    const { atDrivers, before } = this.state;
    if (phase === 'driving' && atDrivers === undefined)
      this.state = { ...this.state, atDrivers: this.policy.mark() };
    if (phase === 'again' && round !== this.state.round) {
      this.state = { atDrivers, before: before ?? this.policy.mark(), round };
      if (atDrivers !== undefined) this.policy.comeBackTo(atDrivers);
    }
    if (phase !== 'stopping' || before === undefined) return;
    this.policy.comeBackTo(before);
    this.state = { ...this.state, before: undefined };
  }
}
