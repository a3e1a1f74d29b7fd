import type { DnsFailure } from '../../model/consequence.js';
import { recordType, type Question } from '../dns/message.js';

interface Failed {
  readonly as: DnsFailure;
  /** Which records nobody has been told about yet. */
  readonly left: readonly number[];
}

export type FailedNamesMark = ReadonlyMap<string, Failed>;

/** A C library asks for both kinds of address at the same time, and expects one truth. */
const together: readonly number[] = [recordType.a, recordType.aaaa];

/** Names of which one answer was rewritten: the other says the same, once. */
export class FailedNames {
  private failed: FailedNamesMark = new Map();

  /** This question has got such an answer. */
  note({ name, type }: Question, as: DnsFailure): void {
    const left = together.includes(type) ? together.filter((other) => other !== type) : [];
    this.failed = new Map(this.failed).set(name, { as, left });
  }

  /** What the answer to this question has to say, if anything; it is asked once. */
  take({ name, type }: Question): DnsFailure | undefined {
    const known = this.failed.get(name);
    if (known?.left.includes(type) !== true) return undefined;
    const left = known.left.filter((other) => other !== type);
    this.failed = new Map(this.failed).set(name, { ...known, left });
    return known.as;
  }

  /** Whether there is nothing to be said. */
  get isEmpty(): boolean {
    return [...this.failed.values()].every(({ left }) => left.length === 0);
  }

  mark(): FailedNamesMark {
    return this.failed;
  }

  comeBackTo(mark: FailedNamesMark): void {
    this.failed = mark;
  }

  clear(): void {
    this.failed = new Map();
  }
}
