import type { Termination } from '../model/termination.js';
import type { Verdict } from '../model/verdict.js';

/** What is printed of an exception or a panic that nobody has caught, before the program exits. */
const signs: readonly RegExp[] = [
  /^Traceback \(most recent call last\):$/m, // Python
  /^Node\.js v\d+\.\d+\.\d+$/m,
  /^thread '.*' (?:\(\d+\) )?panicked at /m, // Rust
  /^goroutine \d+ \[/m, // Go
  /^Exception in thread "/m, // Java
];

/**
 * Whether a program that failed did so because it was not prepared: interpreters and runtimes exit
 * with an ordinary code where a program in C would crash.
 */
export function diedOfException(verdict: Verdict, { programs }: Termination): boolean {
  if (verdict.kind !== 'failed') return false;
  const stderr = programs.find(({ role }) => role === 'sut')?.stderr ?? '';
  return signs.some((sign) => sign.test(stderr));
}
