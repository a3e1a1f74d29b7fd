import { soundBaseline } from '../../src/campaign/check-baseline.js';
import { runOracle } from '../../src/campaign/run-oracle.js';
import { createStrategy } from '../../src/explore/create-strategy.js';
import type { FinishedRun, RunOracle } from '../../src/explore/events.js';
import { search } from '../../src/explore/explorer.js';
import type { ModuleEdges } from '../../src/model/edges.js';
import type { Defect, Run } from '../../src/model/run.js';
import type { Settings } from '../../src/model/settings.js';
import type { Termination } from '../../src/model/termination.js';
import { Defects } from '../../src/oracle/defects.js';
import { expectedAnswers } from '../../src/oracle/expected-answers.js';
import { openWorld } from '../steps.js';

/** A whole tree that was run once: any order of the search can be tried on it. */
export interface RecordedTree {
  readonly settings: Settings;
  /** By where they started, each with all edges that it reached. */
  readonly runs: ReadonlyMap<string, Run>;
  /** What each of them took, with the way back to its beginning. */
  readonly tookMs: ReadonlyMap<string, number>;
  readonly reached: readonly ModuleEdges[];
  readonly oracle: RunOracle;
  /** What there is to be found. */
  readonly defects: readonly Defect[];
}

export async function recordTree(settings: Settings): Promise<RecordedTree> {
  await using world = await openWorld(settings);
  const { termination, again } = await soundBaseline(world, settings, undefined);
  const request = { settings, predicate: undefined };
  const oracle = runOracle(request, expectedAnswers(termination, again));
  const recorder = new Recorder(oracle);
  await search({
    worlds: [world],
    strategy: createStrategy({ strategy: 'fewest-faults', strategySeed: 0 }, undefined),
    limits: settings.limits,
    thorough: false,
    stopAtFirst: false,
    oracle: recorder.oracle,
    events: { onPoint: () => undefined, onRun: recorder.onRun, onDefect: recorder.onDefect },
    recorded: new Map(),
    signal: new AbortController().signal,
    now: () => performance.now(),
  });
  const { runs, tookMs } = recorder;
  const defects = recorder.defects.list();
  return { settings, runs, tookMs, reached: termination.edges ?? [], oracle, defects };
}

class Recorder {
  readonly runs = new Map<string, Run>();
  readonly tookMs = new Map<string, number>();
  readonly defects = new Defects();
  private last: Termination | undefined;
  private since = performance.now();

  constructor(private readonly judging: RunOracle) {}

  /** The search keeps of the edges only what was new in its own order. */
  readonly oracle: RunOracle = {
    judge: (termination) => {
      this.last = termination;
      return this.judging.judge(termination);
    },
    isDefect: (verdict) => this.judging.isDefect(verdict),
  };

  readonly onRun = ({ from, run }: FinishedRun): void => {
    const { opened: _, ...kept } = run;
    const now = performance.now();
    this.runs.set(from, { ...kept, termination: this.last ?? run.termination });
    this.tookMs.set(from, now - this.since);
    this.since = now;
  };

  readonly onDefect = ({ run, sites, firings }: FinishedRun): void => {
    this.defects.add(run, sites, firings);
  };
}
