import { checkBaseline, type Baseline } from '../explore/baseline.js';
import { describeDifference } from '../explore/difference.js';
import type { Settings } from '../model/settings.js';
import type { Termination } from '../model/termination.js';
import { describeVerdict } from '../model/verdict.js';
import type { World } from '../model/world.js';
import { judgeBaseline } from '../oracle/judge-baseline.js';
import type { OraclePredicate } from '../model/oracle-predicate.js';
import { replayEndText } from '../report/replay-text.js';
import { colorsFor } from '../report/colors.js';
import { exitCode, OperatorError } from '../support/operator-error.js';

type SoundBaseline = Extract<Baseline, { kind: 'ok' }>;

/**
 * The fault-free run, twice (design rule 7).
 * @throws OperatorError when it fails, differs from itself, or meets no choice point
 */
export async function soundBaseline(
  world: World,
  settings: Settings,
  predicate: OraclePredicate | undefined,
): Promise<SoundBaseline> {
  const judge = (end: Termination): ReturnType<typeof judgeBaseline> =>
    judgeBaseline(end, settings, predicate);
  const baseline = await checkBaseline(world, judge);
  switch (baseline.kind) {
    case 'ok':
      return baseline;
    case 'failed':
      throw failed(baseline);
    case 'unrepeatable':
      throw unrepeatable(baseline);
    case 'no-choice-points':
      throw noChoicePoints();
  }
}

function failed({ termination, verdict }: Extract<Baseline, { kind: 'failed' }>): OperatorError {
  const text = replayEndText(verdict, termination, colorsFor(false, {})).trimEnd();
  return new OperatorError(
    `the fault-free run fails: ${describeVerdict(verdict)}\n${text}`,
    verdict.kind === 'probe-failed' ? probeHint : usualHint,
    exitCode.baselineFailed,
  );
}

const probeHint =
  'the drivers are run a second time against the same server, to see whether it survives; where ' +
  'they cannot be, name clients that can with `probe` in the config or `--probe`, or say ' +
  '--no-probe';

const usualHint =
  'a defect can only be told from a run that works: make it pass by hand first; the world has a ' +
  'network of its own, so what the program talks to must be a `--peer`; programs may need ' +
  '`--ready`, other arguments, or `oracle.allowedExitCodes` in the config';

function unrepeatable({ difference }: Extract<Baseline, { kind: 'unrepeatable' }>): OperatorError {
  return new OperatorError(
    `two fault-free runs differ:\n${describeDifference(difference)}`,
    'paths can only be found again when the program repeats itself: take away what changes from ' +
      'run to run (random back-off, polling intervals, pids in names)',
    exitCode.baselineFailed,
  );
}

function noChoicePoints(): OperatorError {
  return new OperatorError(
    'the program made no network call that could fail',
    'check its arguments; only calls of the SUT count (the program after `--`), not of its ' +
      'peers; files, pipes and terminals are no choice points',
    exitCode.noChoicePoint,
  );
}
