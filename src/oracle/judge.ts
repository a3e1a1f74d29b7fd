import type { OraclePredicate } from '../model/oracle-predicate.js';
import type { Settings } from '../model/settings.js';
import type { Termination } from '../model/termination.js';
import type { Verdict } from '../model/verdict.js';
import { crashStatus } from './crash-status.js';
import { didNotStop } from './did-not-stop.js';
import { exitStatus } from './exit-status.js';
import { fatalSignal } from './fatal-signal.js';
import type { ExpectedAnswer } from './expected-answers.js';
import { hang } from './hang.js';
import { leak } from './leak.js';
import { probeHung } from './probe-hung.js';
import { probeWrong } from './probe-wrong.js';
import { sanitizerReport } from './sanitizer-report.js';
import { serverEnded } from './server-ended.js';
import { userPredicate } from './user-predicate.js';

/**
 * What a finished run shows: of several answers the most severe, in this fixed order. Of one that
 * was left, what had happened by then.
 * @param expected what probes got without faults
 */
export function judge(
  termination: Termination,
  settings: Settings,
  predicate: OraclePredicate | undefined,
  expected: readonly ExpectedAnswer[] = [],
): Verdict {
  const { reason } = termination;
  if (reason.kind === 'joined')
    return fatalSignal(termination, settings) ?? sanitizerReport(termination) ?? reason;
  return (
    fatalSignal(termination, settings) ??
    sanitizerReport(termination) ??
    crashStatus(termination, settings) ??
    probeHung(termination) ??
    hang(termination) ??
    probeWrong(termination, expected) ??
    didNotStop(termination) ??
    (predicate && userPredicate(termination, predicate)) ??
    leak(termination) ??
    serverEnded(termination, settings, expected.length > 0) ??
    exitStatus(termination, settings) ?? { kind: 'passed' }
  );
}
