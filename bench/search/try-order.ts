import { createStrategy } from '../../src/explore/create-strategy.js';
import type { FinishedRun } from '../../src/explore/events.js';
import { search } from '../../src/explore/explorer.js';
import type { StrategyName } from '../../src/model/settings.js';
import { pathKey } from '../../src/model/path.js';
import type { Defect, Run } from '../../src/model/run.js';
import type { World } from '../../src/model/world.js';
import { fingerprint, sameSymptom } from '../../src/oracle/fingerprint.js';
import { present } from '../../src/support/assert.js';
import type { RecordedTree } from './record.js';

/** How far a search had to go. */
interface Reached {
  readonly paths: number;
  readonly ms: number;
}

/** When the first defect of a tree was found, all that one fault shows, and all. */
export interface Finds {
  readonly first: Reached;
  readonly single: Reached;
  readonly all: Reached;
}

/** Goes through a recorded tree in the order of a strategy, until all that is known is found. */
export async function tryOrder(
  tree: RecordedTree,
  strategy: StrategyName,
  strategySeed: number,
): Promise<Finds> {
  const watch = new Watch(tree);
  await search({
    worlds: [nowhere],
    strategy: createStrategy({ strategy, strategySeed }, undefined),
    limits: tree.settings.limits,
    thorough: false,
    stopAtFirst: false,
    reached: tree.reached,
    oracle: tree.oracle,
    events: { onPoint: () => undefined, onRun: watch.onRun, onDefect: watch.onDefect },
    recorded: tree.runs,
    signal: watch.enough.signal,
    now: () => performance.now(),
  });
  return watch.finds();
}

class Watch {
  readonly enough = new AbortController();
  private missing: readonly Defect[];
  private now: Reached = { paths: 0, ms: 0 };
  private first: Reached | undefined;
  private single: Reached | undefined;

  constructor(private readonly tree: RecordedTree) {
    this.missing = tree.defects;
  }

  readonly onRun = ({ from }: FinishedRun): void => {
    const took = present(this.tree.tookMs.get(from), 'a run that was recorded');
    this.now = { paths: this.now.paths + 1, ms: this.now.ms + took };
  };

  readonly onDefect = ({ run, sites }: FinishedRun): void => {
    this.first ??= this.now;
    const fault = fingerprint(run.verdict, sites);
    this.missing = this.missing.filter((one) => one.fingerprint !== fault && !isIn(one, run));
    if (!this.missing.some(({ path }) => path.length === 1)) this.single ??= this.now;
    if (this.missing.length === 0) this.enough.abort();
  };

  finds(): Finds {
    const { first, single = this.now, now } = this;
    return { first: present(first, 'a first defect'), single, all: now };
  }
}

function never(): never {
  throw new Error('a path is not in the recorded tree');
}

/** Whether the run, made as small as can be, is this defect: it has its faults, and others. */
function isIn({ path, verdict }: Defect, run: Run): boolean {
  const faults = new Set(run.path.map((decision) => pathKey([decision])));
  return (
    sameSymptom(verdict, run.verdict) && path.every((decision) => faults.has(pathKey([decision])))
  );
}

/** All runs are recorded: no program is started. */
const nowhere: World = {
  runToChoice: async () => never(),
  decide: never,
  checkpoint: never,
  restore: never,
  drop: never,
  leave: async () => never(),
  reexecute: never,
  capabilities: async () => [],
  travel: async () => never(),
  [Symbol.asyncDispose]: async () => undefined,
};
