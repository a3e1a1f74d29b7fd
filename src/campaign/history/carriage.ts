import path from 'node:path';
import { firstDifference } from '../../explore/difference.js';
import type { RunOracle } from '../../explore/events.js';
import type { ChoicePoint } from '../../model/choice-point.js';
import type { Run } from '../../model/run.js';
import type { Limits, Settings } from '../../model/settings.js';
import type { World } from '../../model/world.js';
import type { Inputs } from '../../report/history-schema.js';
import type { Report } from '../../report/report-schema.js';
import { Digests } from '../inputs/digests.js';
import { worldInputs } from '../inputs/world-inputs.js';
import type { ExploreRequest } from '../requests.js';
import { carriedRuns, type Carried } from './carried-runs.js';

/** What an earlier exploration proves of this one, so that it need not be executed again. */
export class Carriage {
  /** Where the runs started that are taken over. */
  readonly carried = new Set<string>();
  private readonly digests: Digests;
  /** When the first run began, at the earliest. */
  private readonly beganMs = Date.now();
  private readonly offered: Carried | undefined;
  private why: string | undefined;

  constructor(
    private readonly earlier: Report | undefined,
    private readonly request: ExploreRequest,
  ) {
    this.digests = new Digests(new Set(ownFiles(request)));
    if (earlier === undefined || request.everything === true) return;
    const offered = carriedRuns(earlier, request, this.comparing());
    if (typeof offered === 'string') this.why = offered;
    else this.offered = offered;
  }

  /** Why nothing is taken over. */
  get refusal(): string | undefined {
    return this.why;
  }

  /** Runs are the same only where the programs' clock says the same when they begin. */
  atItsMoment(request: ExploreRequest): ExploreRequest {
    if (this.offered === undefined) return request;
    const { epochMs } = this.offered;
    return { ...request, settings: { ...request.settings, epochMs } };
  }

  /**
   * The runs that are known: those of a journal that is gone on with, and those that survived in
   * the earlier exploration, and would in the eyes of this oracle.
   */
  join(
    recorded: ReadonlyMap<string, Run>,
    baseline: readonly ChoicePoint[],
    oracle: RunOracle,
  ): ReadonlyMap<string, Run> {
    const { runs } = this.offered ?? { runs: new Map<string, Run>() };
    if (!this.isSameBaseline(runs.get('beginning'), baseline)) return recorded;
    const known = new Map(recorded);
    for (const [from, run] of runs) {
      if (known.has(from) || oracle.isDefect(run.verdict)) continue;
      const verdict = oracle.judge(run.termination);
      if (oracle.isDefect(verdict)) continue;
      known.set(from, { ...run, verdict });
      this.carried.add(from);
    }
    if (!this.isAll() && this.carried.delete('beginning')) known.delete('beginning');
    return known;
  }

  /**
   * Whether nothing is left to execute. If something is, the run without a fault is the first: on
   * its way there are the checkpoints that others start from.
   */
  private isAll(): boolean {
    const { earlier, request } = this;
    if (earlier?.summary.complete !== true || this.carried.size < earlier.paths.length)
      return false;
    const { limits } = request.settings;
    return Object.entries(earlier.search.limits ?? {}).every(
      ([name, limit]) => limits[name as keyof Limits] === limit,
    );
  }

  /** The report was written when what it tells of had been looked at. */
  private comparing(): Digests {
    const { since = '' } = this.request;
    return new Digests(new Set([...ownFiles(this.request), since]));
  }

  /**
   * What the runs depend on, those too that were taken over.
   * @param journal name of the one that they all stand in, if there is one
   */
  inputs(settings: Settings, worlds: readonly World[], journal: string | undefined): Inputs {
    const known = this.carried.size === 0 ? [] : (this.earlier?.inputs?.files ?? []);
    const earlier = known.map(({ path }) => path);
    const { beganMs, digests } = this;
    return worldInputs({ settings, worlds, beganMs, journal, earlier }, digests);
  }

  /** What is no file may have changed, too: the fault-free run has been executed again. */
  private isSameBaseline(run: Run | undefined, baseline: readonly ChoicePoint[]): boolean {
    if (run === undefined || firstDifference(run.points, baseline) === undefined) return true;
    this.why = 'the fault-free run goes another way';
    return false;
  }
}

/** What an exploration writes beside the files of its programs. */
function ownFiles({ directory, views, lcovFile }: ExploreRequest): readonly string[] {
  const written = [lcovFile, ...views.map(({ file }) => file)];
  return [...written.filter((file) => file !== undefined), path.join(directory, '.chokepoint')];
}
