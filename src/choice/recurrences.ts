import type { ChoicePoint } from '../model/choice-point.js';
import { singly, type Outcome } from '../model/outcome.js';
import type { Decision } from '../model/path.js';

interface Recurring {
  /** The choice point where it was chosen. */
  readonly at: string;
  readonly call: string;
  readonly role: string;
  readonly outcome: Outcome;
  readonly left: number;
}

/** Outcomes of this run that happen again where the same call is made on a socket of that role. */
export class Recurrences {
  constructor(private list: readonly Recurring[] = []) {}

  copy(): Recurrences {
    return new Recurrences(this.list);
  }

  /** What still happens again. */
  state(): readonly unknown[] {
    const left = this.list.filter((one) => one.left > 0);
    return left.map(({ call, role, outcome, left: times }) => ({ call, role, outcome, times }));
  }

  /** An outcome was taken: here it has happened once. */
  note({ id, call, socket }: ChoicePoint, { times, ...outcome }: Outcome): void {
    const left = times === 'always' ? Infinity : (times ?? 1) - 1;
    if (left < 1) return;
    this.list = [...this.list, { at: id, call, role: socket.role, outcome, left }];
  }

  /** What happens at this call once more; what cannot happen there waits for another. */
  next(
    { call, role }: Pick<Recurring, 'call' | 'role'>,
    isPossible: (outcome: Outcome) => boolean,
  ): Decision | undefined {
    const found = this.list.find(
      (one) =>
        one.left > 0 && one.call === call && one.role === role && isPossible(singly(one.outcome)),
    );
    if (found === undefined) return undefined;
    const less = { ...found, left: found.left - 1 };
    this.list = this.list.map((one) => (one === found ? less : one));
    return { at: found.at, outcome: singly(found.outcome) };
  }
}
