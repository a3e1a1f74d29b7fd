import type { ChoicePoint } from '../model/choice-point.js';
import type { Outcome } from '../model/outcome.js';
import type { Run } from '../model/run.js';
import type { Verdict } from '../model/verdict.js';
import type { Step, World } from '../model/world.js';
import { assert } from '../support/assert.js';
import type { FinishedRun, RunOracle } from './events.js';
import { interrupted, interruptible } from './interruptible.js';
import type { Start } from './start.js';
import type { Joined } from './visited-states.js';
import { Walk } from './walk.js';

/** How often a run that does not meet its path again is tried before it counts as diverged. */
const attemptsMax = 3;

type LastStep = Exclude<Step, { kind: 'choice' }>;

/** What a run asks at each choice point; without a world, the run comes from a journal. */
export type Meet = (
  walk: Walk,
  point: ChoicePoint,
  world: World | undefined,
  wentOn?: boolean,
) => Outcome | Joined;

/** Goes through a recorded run as if it ran: its choice points are met again, nothing executes. */
export function repeatRun(start: Start, run: Run, meet: Meet): FinishedRun {
  const walk = new Walk(start);
  const leftAt = run.termination.reason.kind === 'joined' ? run.points.length - 1 : undefined;
  run.points.forEach((point, i) => meet(walk, point, undefined, i !== leftAt));
  const same = walk.path.length === run.path.length;
  assert(same, 'a recorded run took other decisions', { from: start.key });
  return { from: start.key, run, sites: walk.sites, firings: walk.firings, recorded: true };
}

/**
 * Runs a world from the start to the end of a path. A run that does not meet its path again is
 * repeated a few times, then it counts as diverged. The result is undefined when the signal came
 * first: the world is then in the middle of the run.
 */
export async function executeRun(
  world: World,
  start: Start,
  meet: Meet,
  oracle: RunOracle,
  signal: AbortSignal,
): Promise<FinishedRun | undefined> {
  for (let attempt = 1; ; attempt += 1) {
    const walk = new Walk(start);
    const step = await follow(world, start, walk, meet, signal);
    if (step === interrupted) return undefined;
    if (step.kind === 'diverged' && attempt < attemptsMax) continue;
    const run = judged(walk, step, oracle);
    return { from: start.key, run, sites: walk.sites, firings: walk.firings, recorded: false };
  }
}

async function follow(
  world: World,
  start: Start,
  walk: Walk,
  meet: Meet,
  signal: AbortSignal,
): Promise<LastStep | typeof interrupted> {
  world.restore(start.checkpoint);
  if (start.outcome !== undefined) world.decide(start.outcome);
  for (;;) {
    const step = await interruptible(world.runToChoice(), signal);
    if (step === interrupted || step.kind !== 'choice') return step;
    const meeting = meet(walk, step.point, world);
    if (meeting.kind === 'joined') return leave(world, meeting, signal);
    world.decide(meeting);
  }
}

/** What has happened so far is judged: a process may have crashed, and another gone on. */
async function leave(
  world: World,
  { where }: Joined,
  signal: AbortSignal,
): Promise<LastStep | typeof interrupted> {
  const termination = await interruptible(world.leave(), signal);
  if (termination === interrupted) return interrupted;
  return { kind: 'ended', termination: { ...termination, reason: { kind: 'joined', where } } };
}

function judged({ path, points }: Walk, step: LastStep, oracle: RunOracle): Run {
  const { termination } = step;
  const verdict: Verdict =
    step.kind === 'ended'
      ? oracle.judge(termination)
      : { kind: 'diverged', expected: step.expected };
  return { path, points, termination, verdict };
}
