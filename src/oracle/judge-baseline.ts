import type { Settings } from '../model/settings.js';
import type { Termination } from '../model/termination.js';
import type { Verdict } from '../model/verdict.js';
import { probesOf } from './expected-answers.js';
import { judge } from './judge.js';
import { probeWrong } from './probe-wrong.js';
import type { OraclePredicate } from '../model/oracle-predicate.js';

/**
 * Stricter than `judge`: without a fault, no peer, driver or probe may fail either. Under a fault
 * that is theirs to decide, and nothing that is known of the SUT.
 */
export function judgeBaseline(
  termination: Termination,
  settings: Settings,
  predicate: OraclePredicate | undefined,
): Verdict {
  const verdict = judge(termination, settings, predicate);
  return verdict.kind === 'passed'
    ? (failedHelper(termination) ?? failedProbe(termination) ?? verdict)
    : verdict;
}

function failedProbe(termination: Termination): Verdict | undefined {
  const answers = probesOf(termination).map(({ program }) => ({ program, exit: 'exit 0' }));
  return probeWrong(termination, answers);
}

function failedHelper({ programs }: Termination): Verdict | undefined {
  for (const { role, program, status } of programs) {
    if (role === 'probe') continue;
    if (role === 'sut' || status?.kind !== 'exited' || status.code === 0) continue;
    const message = `the ${role} ${program} ended with exit code ${String(status.code)}`;
    return { kind: 'rejected', message };
  }
  return undefined;
}
