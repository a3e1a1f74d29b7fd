import type { RunOracle } from '../explore/events.js';
import type { ExpectedAnswer } from '../oracle/expected-answers.js';
import { isDefect } from '../oracle/is-defect.js';
import { judge } from '../oracle/judge.js';
import { growsAnyway } from '../oracle/leak.js';
import type { Termination } from '../model/termination.js';
import type { WorldRequest } from './requests.js';

/** The oracle of an exploration, which knows what probes get without faults. */
export function runOracle(
  { settings, predicate }: Pick<WorldRequest, 'settings' | 'predicate'>,
  expected: readonly ExpectedAnswer[],
): RunOracle {
  return {
    judge: (termination) => judge(termination, settings, predicate, expected),
    isDefect: (verdict) => isDefect(verdict, settings),
  };
}

/** What the user should know of how servers are judged. */
export function probeNotes(
  expected: readonly ExpectedAnswer[],
  faultFree: Termination,
): readonly string[] {
  return [...changingNotes(expected), ...growthNotes(faultFree)];
}

function changingNotes(expected: readonly ExpectedAnswer[]): readonly string[] {
  const changing = expected.filter(({ stdout }) => stdout === undefined);
  if (changing.length === 0) return [];
  const names = changing.map(({ program }) => program).join(', ');
  return [`what ${names} prints differs from run to run: only the exit status is compared`];
}

function growthNotes(faultFree: Termination): readonly string[] {
  const what = growsAnyway(faultFree);
  if (what.length === 0) return [];
  return [`the server holds more with each use, without any fault: ${what.join(', ')}`];
}
