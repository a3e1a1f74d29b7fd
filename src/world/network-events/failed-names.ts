import type { DnsFailure } from '../../model/consequence.js';
import { recordType, type Question } from '../dns/message.js';

/** What has been said of a name about one kind of address, and not yet about the other. */
interface Half {
  readonly type: number;
  /** Absent where it was the truth. */
  readonly as?: DnsFailure;
}

export type FailedNamesMark = ReadonlyMap<string, Half>;

/** A C library asks for both kinds of address at the same time, and expects one truth. */
const otherType: ReadonlyMap<number, number> = new Map([
  [recordType.a, recordType.aaaa],
  [recordType.aaaa, recordType.a],
]);

/** Names of which one answer was rewritten: the other one says the same. */
export class FailedNames {
  private halves: FailedNamesMark = new Map();

  /** This question is answered with a failure. */
  fail(question: Question, as: DnsFailure): void {
    this.say(question, as);
  }

  /** @returns what the answer to this question has to say in place of the truth, if anything */
  next(question: Question): DnsFailure | undefined {
    const half = this.halves.get(question.name);
    const as = half?.type === otherType.get(question.type) ? half?.as : undefined;
    this.say(question, as);
    return as;
  }

  mark(): FailedNamesMark {
    return this.halves;
  }

  comeBackTo(mark: FailedNamesMark): void {
    this.halves = mark;
  }

  clear(): void {
    this.halves = new Map();
  }

  private say({ name, type }: Question, as: DnsFailure | undefined): void {
    const other = otherType.get(type);
    if (other === undefined) return;
    const halves = new Map(this.halves);
    if (halves.get(name)?.type === other) halves.delete(name);
    else halves.set(name, as === undefined ? { type } : { type, as });
    this.halves = halves;
  }
}
