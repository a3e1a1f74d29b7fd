import type { ChoicePoint } from '../model/choice-point.js';
import { ok } from '../model/outcome.js';
import type { Path } from '../model/path.js';
import type { Settings } from '../model/settings.js';
import type { Verdict } from '../model/verdict.js';
import type { World } from '../model/world.js';
import { isDefect } from '../oracle/is-defect.js';
import { rateText } from '../report/rate-text.js';
import { replayEndText, replayPointText } from '../report/replay-text.js';
import { exitCode, type ExitCode } from '../support/operator-error.js';
import { CoreTarget } from './core-target.js';
import { openView } from './live/open-view.js';
import { identify } from './identity.js';
import { Interrupts } from './interrupts.js';
import { Worlds } from './open-worlds.js';
import { sharesOf } from './replay-times.js';
import { Replays, type Replayed } from './replays.js';
import type { ReplayRequest } from './requests.js';
import type { Screen } from './screen.js';
import { refuseUnstoppable, stoppable } from './stoppable.js';
import { StoppedReplay } from './stopped-replay.js';
import { validToken } from './valid-token.js';

/** Run one path again and show every choice point on it; stand still on the way if asked to. */
export async function replayPath(request: ReplayRequest, screen: Screen): Promise<ExitCode> {
  const { settings, coreFile } = request;
  const token = validToken(request.token, identify(settings));
  if (request.stopAt !== undefined) refuseUnstoppable(request);
  using target = coreFile === undefined ? undefined : CoreTarget.reserve(coreFile);
  using interrupts = new Interrupts();
  await using view = request.live && openView(request.live, interrupts);
  const stopped = new StoppedReplay(request, target, screen, view);
  const states = { ...settings.states, visited: false };
  const again = { ...settings, states, engine: replaying(settings), epochMs: token.epochMs };
  await using worlds = await Worlds.open(again, 1);
  const [world] = worlds.all;
  const work = async (): Promise<ExitCode> => {
    const replays = await Replays.begin(world, request, token.path);
    const verdicts = await runAsAsked(request, world, replays, screen, stopped);
    return exitCodeOf(verdicts, settings);
  };
  return await interrupts.during(work());
}

/** @returns the verdicts of all runs, without those that are the same */
async function runAsAsked(
  request: ReplayRequest,
  world: World,
  replays: Replays,
  screen: Screen,
  stopped: StoppedReplay,
): Promise<readonly Verdict[]> {
  const { stopAt, times, live } = request;
  if (typeof stopAt === 'number') {
    const place = { kind: 'choice', number: stopAt } as const;
    const replayed = await stopped.run(replays, stoppable(world), place);
    show(replayed, request, screen);
    stopped.mustHaveStood(replayed);
    return [replayed.verdict];
  }
  const first = await replays.run(world);
  show(first, request, screen);
  if (stopAt === 'defect') {
    const place = stopped.placeOf(first);
    const again = await stopped.run(replays, stoppable(world), place);
    stopped.mustHaveStood(again);
    if (live !== undefined) {
      // It may have gone another way under somebody's hands.
      show(again, { ...request, quiet: true }, screen);
      return [again.verdict];
    }
  }
  if (times === 1) return [first.verdict];
  const shares = await sharesOf(first, times, async () => replays.run(world));
  screen.print(rateText(shares));
  return shares.map(({ verdict }) => verdict);
}

function exitCodeOf(verdicts: readonly Verdict[], settings: Settings): ExitCode {
  if (verdicts.some((verdict) => isDefect(verdict, settings))) return exitCode.defects;
  const isAstray = verdicts.some(({ kind }) => kind === 'diverged');
  return isAstray ? exitCode.baselineFailed : exitCode.clean;
}

/** A whole machine starts from the same moment after its boot. */
function replaying({ engine }: Settings): 'qemu' | 'replay' {
  return engine === 'qemu' ? 'qemu' : 'replay';
}

function show({ points, path, ...end }: Replayed, request: ReplayRequest, screen: Screen): void {
  if (!request.quiet) showPoints(points, path, screen);
  screen.print(replayEndText(end.verdict, end.termination, screen.outColors));
}

function showPoints(points: readonly ChoicePoint[], path: Path, screen: Screen): void {
  points.forEach((point, i) => {
    const outcome = path.find(({ at }) => at === point.id)?.outcome ?? ok;
    screen.print(`${replayPointText(i + 1, point, outcome, screen.outColors)}\n`);
  });
}
