import { followPath } from '../explore/follow-path.js';
import type { ChoicePoint } from '../model/choice-point.js';
import type { Path } from '../model/path.js';
import type { Termination } from '../model/termination.js';
import type { Verdict } from '../model/verdict.js';
import type { World } from '../model/world.js';
import { expectedAnswers, type ExpectedAnswer } from '../oracle/expected-answers.js';
import { judge } from '../oracle/judge.js';
import type { WorldRequest } from './requests.js';
import { annotateRun } from './source-annotator.js';

/** One run of a path, from the beginning to its end. */
export interface Replayed {
  readonly points: readonly ChoicePoint[];
  /** What was decided on the way. */
  readonly path: Path;
  readonly sites: readonly ChoicePoint[];
  readonly termination: Termination;
  readonly verdict: Verdict;
}

/** Runs the same path again and again, and judges each run as when it was explored. */
export class Replays {
  private constructor(
    private readonly request: WorldRequest,
    private readonly path: Path,
    private readonly expected: readonly ExpectedAnswer[],
  ) {}

  static async begin(world: World, request: WorldRequest, path: Path): Promise<Replays> {
    return new Replays(request, path, await answersWithoutFault(world, request));
  }

  async run(world: World): Promise<Replayed> {
    const { walk, missing, termination } = await followPath(world, this.path);
    const run = annotateRun(walk.points, termination);
    const { settings, predicate } = this.request;
    const [absent] = missing;
    const verdict: Verdict =
      absent === undefined
        ? judge(run.termination, settings, predicate, this.expected)
        : { kind: 'diverged', expected: absent.at };
    return { ...run, path: walk.path, sites: walk.sites, verdict };
  }
}

/** What probes have to get is told by two runs, as when it was explored. */
async function answersWithoutFault(
  world: World,
  { settings }: WorldRequest,
): Promise<readonly ExpectedAnswer[]> {
  if (settings.probes.length === 0) return [];
  const first = await followPath(world, []);
  const second = await followPath(world, []);
  return expectedAnswers(first.termination, second.termination);
}
