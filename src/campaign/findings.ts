import type { ChoicePoint } from '../model/choice-point.js';
import type { Defect, Run } from '../model/run.js';
import { describeVerdict } from '../model/verdict.js';
import { Defects } from '../oracle/defects.js';
import { diedOfException } from '../oracle/uncaught-exception.js';
import type { ExplorationEvents, FinishedRun, Progress } from '../explore/events.js';
import { exitsOf } from '../report/exits-of.js';
import type { ReportedRun } from '../report/report-input.js';
import type { Journal } from '../store/journal.js';
import type { Screen } from './screen.js';

/** What an exploration has found so far; listens to the search, and tells journal and screen. */
export class Findings implements ExplorationEvents {
  readonly points = new Map<string, ChoicePoint>();
  readonly runs: ReportedRun[] = [];
  /** How many of them failed because of an exception that the program did not catch. */
  exceptions = 0;
  private readonly defects = new Defects();

  constructor(
    baseline: readonly ChoicePoint[],
    private readonly journal: Journal,
    private readonly screen: Screen,
    /** Runs of an earlier exploration, by where they started. */
    private readonly carried: ReadonlySet<string> = new Set(),
  ) {
    for (const point of baseline) this.points.set(point.id, point);
  }

  list(): readonly Defect[] {
    return this.defects.list();
  }

  shows(fingerprint: string): boolean {
    return this.defects.has(fingerprint);
  }

  /** A defect that was met besides the search, on the path of an earlier one. */
  addShown(run: Run, { sites, firings }: Pick<FinishedRun, 'sites' | 'firings'>): void {
    this.defects.add(run, sites, firings);
  }

  /** Names of the calls that were choice points. */
  calls(): ReadonlySet<string> {
    return new Set([...this.points.values()].map(({ call }) => call));
  }

  onPoint(point: ChoicePoint): void {
    if (!this.points.has(point.id)) this.points.set(point.id, point);
  }

  onRun({ from, run, recorded }: FinishedRun, progress: Progress): void {
    const { path, verdict, termination } = run;
    const isCarried = this.carried.has(from);
    const exits = exitsOf(termination);
    this.runs.push({ path, verdict, exits, ...(isCarried ? { unchanged: true } : {}) });
    if (!recorded || isCarried) this.journal.append({ from, run });
    this.screen.status.update(this.counts(progress));
    if (diedOfException(verdict, termination)) this.exceptions += 1;
  }

  onDefect({ run, sites, firings }: FinishedRun, progress: Progress): void {
    const known = this.list().length;
    this.defects.add(run, sites, firings);
    if (this.list().length === known) return;
    const last = sites.at(-1)?.name;
    const where = last === undefined ? '' : ` after a fault at ${last}`;
    const description = `${describeVerdict(run.verdict)}${where}`;
    this.screen.status.defect(description, this.counts(progress));
  }

  private counts({ paths, choicePoints, pending }: Progress): {
    paths: number;
    choicePoints: number;
    frontier: number;
    defects: number;
  } {
    return { paths, choicePoints, frontier: pending, defects: this.defects.list().length };
  }
}
