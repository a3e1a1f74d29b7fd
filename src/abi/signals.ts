import { constants } from 'node:os';
import { assert } from '../support/assert.js';

const numbers = new Map<string, number>(Object.entries(constants.signals));
const names = new Map<number, string>();
// SIGABRT and SIGIOT, SIGIO and SIGPOLL share numbers: the first name is the usual one.
for (const [name, number] of numbers) if (!names.has(number)) names.set(number, name);

const ignoredByDefault = new Set(['SIGCHLD', 'SIGCONT', 'SIGURG', 'SIGWINCH']);
const stopByDefault = new Set(['SIGSTOP', 'SIGTSTP', 'SIGTTIN', 'SIGTTOU']);

/** `SIGSEGV` for 11; `SIG40` for a real-time signal. */
export function signalName(number: number): string {
  return names.get(number) ?? `SIG${String(number)}`;
}

export function signalNumber(name: string): number {
  const number = numbers.get(name);
  assert(number !== undefined, 'unknown signal', { name });
  return number;
}

export function isIgnoredByDefault(number: number): boolean {
  return ignoredByDefault.has(signalName(number));
}

/** Whether the default action ends the process (signal(7)). */
export function isFatalByDefault(number: number): boolean {
  const name = signalName(number);
  return !isIgnoredByDefault(number) && !stopByDefault.has(name);
}
