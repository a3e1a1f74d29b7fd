import type { FinishedRun } from '../../src/explore/events.js';
import { createStrategy } from '../../src/explore/create-strategy.js';
import { FailedFirst } from '../../src/explore/failed-first.js';
import { search } from '../../src/explore/explorer.js';
import type {
  SearchLimits,
  SearchOptions,
  SearchResult,
} from '../../src/explore/search-options.js';
import type { Shard } from '../../src/explore/shard.js';
import type { ModuleEdges } from '../../src/model/edges.js';
import { pathKey, type Path } from '../../src/model/path.js';
import type { Run } from '../../src/model/run.js';
import { strategies, type StrategyName } from '../../src/model/settings.js';
import type { StrategyFunction } from '../../src/model/strategy-function.js';
import { isDefect } from '../../src/oracle/is-defect.js';
import { judge } from '../../src/oracle/judge.js';
import { FakeWorld, type Program } from './fake-world.js';
import { settings } from './terminations.js';

/** Those that have a name, and one of the user's own. */
export const allStrategies = [...strategies, 'user-defined'] as const;

export interface Setup {
  readonly strategy: StrategyName;
  readonly strategySeed: number;
  readonly preference: StrategyFunction;
  readonly thorough: boolean;
  readonly limits: Partial<SearchLimits>;
  readonly jobs: number;
  readonly requests: readonly string[];
  readonly stopAtFirst: boolean;
  readonly shard: Shard | undefined;
  readonly failed: readonly Path[];
  readonly recorded: ReadonlyMap<string, Run>;
  readonly reached: readonly ModuleEdges[];
  readonly signal: AbortSignal;
  readonly now: () => number;
  readonly turns: () => number;
  readonly onRun: (finished: FinishedRun) => void;
}

export interface Explored extends SearchResult {
  readonly finished: readonly FinishedRun[];
  /** Path keys in the order in which the runs finished. */
  readonly order: readonly string[];
  /** The same with the calls in place of the ids: `send#2=EPIPE`. */
  readonly readable: readonly string[];
  readonly worlds: readonly FakeWorld[];
}

const defaults: Setup = {
  strategy: 'depth-first',
  strategySeed: 0,
  // Later ones first, of the same name.
  preference: ({ site, point, path }) => Number(point.name.slice(site.length + 2)) - path.length,
  thorough: true,
  limits: {},
  jobs: 1,
  requests: [],
  stopAtFirst: false,
  shard: undefined,
  failed: [],
  recorded: new Map(),
  reached: [],
  signal: new AbortController().signal,
  now: () => 0,
  turns: () => 1,
  onRun: () => undefined,
};

/** Explores a fake program with the real explorer, strategies and oracle. */
export async function explore(program: Program, changes: Partial<Setup> = {}): Promise<Explored> {
  const setup = { ...defaults, ...changes };
  const worlds = Array.from({ length: setup.jobs }, () => new FakeWorld(program, setup.turns));
  const finished: FinishedRun[] = [];
  const result = await search(options(setup, worlds, finished));
  const order = finished.map(({ run }) => pathKey(run.path));
  return { ...result, finished, order, readable: finished.map(readable), worlds };
}

function options(
  setup: Setup,
  worlds: readonly FakeWorld[],
  finished: FinishedRun[],
): SearchOptions {
  const { recorded, reached, signal, now, stopAtFirst, thorough, requests, shard } = setup;
  return {
    worlds,
    strategy: new FailedFirst(createStrategy(setup, setup.preference), setup.failed),
    limits: { ...settings.limits, ...setup.limits },
    oracle: {
      judge: (termination) => judge(termination, settings, undefined),
      isDefect: (verdict) => isDefect(verdict, settings),
    },
    events: {
      onPoint: () => undefined,
      onRun: (run) => {
        finished.push(run);
        setup.onRun(run);
      },
      onDefect: () => undefined,
    },
    ...{ recorded, reached, signal, now, stopAtFirst, thorough, requests, shard },
  };
}

function readable({ run, sites }: FinishedRun): string {
  const faults = pathKey(run.path)
    .split(',')
    .map((key) => key.split('=')[1]);
  if (run.path.length === 0) return 'ok';
  return sites
    .map(({ name }, index) => `${name.replace(/ .* /, '')}=${String(faults[index])}`)
    .join(' ');
}
