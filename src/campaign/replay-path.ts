import { followPath } from '../explore/follow-path.js';
import type { ReplayRequest } from './requests.js';
import type { ChoicePoint } from '../model/choice-point.js';
import { ok } from '../model/outcome.js';
import type { Path } from '../model/path.js';
import { parseToken, type Token } from '../model/token.js';
import type { Verdict } from '../model/verdict.js';
import type { World } from '../model/world.js';
import { expectedAnswers, type ExpectedAnswer } from '../oracle/expected-answers.js';
import { isDefect } from '../oracle/is-defect.js';
import { judge } from '../oracle/judge.js';
import { replayEndText, replayPointText } from '../report/replay-text.js';
import { exitCode, OperatorError, type ExitCode } from '../support/operator-error.js';
import { identify, type Identity } from './identity.js';
import { Interrupts } from './interrupts.js';
import { Worlds } from './open-worlds.js';
import type { Screen } from './screen.js';
import { annotateRun } from './source-annotator.js';

/** Run one path again and show every choice point on it. */
export async function replayPath(request: ReplayRequest, screen: Screen): Promise<ExitCode> {
  const { settings, predicate, quiet } = request;
  const token = validToken(request.token, identify(settings));
  using interrupts = new Interrupts();
  const states = { ...settings.states, visited: false };
  const again = { ...settings, states, engine: replaying(settings), epochMs: token.epochMs };
  await using worlds = await Worlds.open(again, 1);
  const expected = await interrupts.during(answersWithoutFault(worlds.all[0], settings));
  const followed = await interrupts.during(followPath(worlds.all[0], token.path));
  const run = annotateRun(followed.walk.points, followed.termination);
  const [missing] = followed.missing;
  const verdict: Verdict =
    missing === undefined
      ? judge(run.termination, settings, predicate, expected)
      : { kind: 'diverged', expected: missing.at };
  if (!quiet) showPoints(run.points, followed.walk.path, screen);
  screen.print(replayEndText(verdict, run.termination, screen.outColors));
  if (verdict.kind === 'diverged') return exitCode.baselineFailed;
  return isDefect(verdict, settings) ? exitCode.defects : exitCode.clean;
}

/** What probes have to get is told by two runs, as when it was explored. */
async function answersWithoutFault(
  world: World,
  { probes }: ReplayRequest['settings'],
): Promise<readonly ExpectedAnswer[]> {
  if (probes.length === 0) return [];
  const first = await followPath(world, []);
  const second = await followPath(world, []);
  return expectedAnswers(first.termination, second.termination);
}

/** A whole machine starts from the same moment after its boot. */
function replaying({ engine }: ReplayRequest['settings']): 'qemu' | 'replay' {
  return engine === 'qemu' ? 'qemu' : 'replay';
}

function showPoints(points: readonly ChoicePoint[], path: Path, screen: Screen): void {
  points.forEach((point, i) => {
    const outcome = path.find(({ at }) => at === point.id)?.outcome ?? ok;
    screen.print(`${replayPointText(i + 1, point, outcome, screen.outColors)}\n`);
  });
}

function validToken(text: string, identity: Identity): Token {
  const token = readToken(text);
  refuseForeign(token, identity);
  return token;
}

/** @throws OperatorError when the text is no token, or one of another version */
export function readToken(text: string): Token {
  const parsed = parseToken(text);
  if (parsed.kind === 'malformed')
    throw new OperatorError(`not a replay token: ${parsed.problem}`, 'copy it whole from a report');
  if (parsed.kind === 'unknown-version') {
    const message = `a token of version ${parsed.version}, which this program does not know`;
    throw new OperatorError(message, 'use the version of chokepoint that made it');
  }
  return parsed.token;
}

function refuseForeign(token: Token, identity: Identity): void {
  const [config, build] = [token.configDigest, token.buildId];
  if (config !== identity.configDigest) {
    const digests = `${config}, this is ${identity.configDigest}`;
    throw new OperatorError(
      `the token belongs to another configuration (${digests})`,
      'repeat the programs, their arguments and the faults of the exploration that made it',
    );
  }
  if (build !== identity.buildId) {
    const builds = `build ${build}, now ${identity.buildId}`;
    throw new OperatorError(
      `the program changed since the token was made (${builds})`,
      'explore again: choice points of another build may have other names',
    );
  }
}
