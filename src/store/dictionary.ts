import { present } from '../support/assert.js';

/**
 * Numbers values, so that what many runs have in common (choice points, output) is written once.
 * A writer asks for numbers and writes the definitions that are new; a reader repeats them.
 */
export class Dictionary {
  private readonly numbers = new Map<string, number>();
  private readonly values: unknown[] = [];
  private fresh: Definition[] = [];

  /** The number of the value, by what it is as JSON. */
  number(value: unknown): number {
    const key = JSON.stringify(value);
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    const define = this.values.length;
    this.numbers.set(key, define);
    this.values.push(value);
    this.fresh.push({ define, value });
    return define;
  }

  value(number: number): unknown {
    return present(this.values[number], `value ${String(number)} is not defined`);
  }

  has(number: number): boolean {
    return number < this.values.length;
  }

  /** The definitions since `written` was called last, in order. */
  get unwritten(): readonly Definition[] {
    return this.fresh;
  }

  written(): void {
    this.fresh = [];
  }
}

interface Definition {
  readonly define: number;
  readonly value: unknown;
}
