import { afterAll, expect, test } from 'vitest';
import { createStrategy } from '../../src/explore/create-strategy.js';
import type { FinishedRun } from '../../src/explore/events.js';
import { search } from '../../src/explore/explorer.js';
import type { SearchResult } from '../../src/explore/search-options.js';
import type { EngineName, StrategyName } from '../../src/model/settings.js';
import { isDefect } from '../../src/oracle/is-defect.js';
import { judge } from '../../src/oracle/judge.js';
import { openWorld, settingsFor } from './explore-fixture.js';
import { Workbench } from './workbench.js';

const bench = new Workbench();
afterAll(() => bench[Symbol.dispose]());

const faults = {
  presets: [],
  rules: [
    { call: 'sendto', outcomes: ['ENOBUFS', 'ENOMEM'] },
    { call: 'recvfrom', outcomes: ['ENOMEM', 'ECONNRESET'] },
  ],
  bare: true,
  persistence: 'once',
} as const;

interface Explored extends SearchResult {
  readonly runs: readonly FinishedRun[];
}

/** Up to the first defect. */
async function explore(strategy: StrategyName, engine: EngineName): Promise<Explored> {
  const sut = await bench.compile('coverage/hidden', '--coverage');
  const limits = { maxFaults: 3 };
  const settings = settingsFor([sut], { strategy, engine, faults, limits });
  await using world = await openWorld(settings);
  const runs: FinishedRun[] = [];
  const result = await search({
    worlds: [world],
    strategy: createStrategy(settings, undefined),
    limits: settings.limits,
    thorough: true,
    stopAtFirst: true,
    oracle: {
      judge: (termination) => judge(termination, settings, undefined),
      isDefect: (verdict) => isDefect(verdict, settings),
    },
    events: {
      onPoint: () => undefined,
      onRun: (finished) => void runs.push(finished),
      onDefect: () => undefined,
    },
    recorded: new Map(),
    signal: new AbortController().signal,
    now: () => performance.now(),
  });
  return { ...result, runs };
}

test('a defect behind three outcomes is found sooner by the edges that lead to it', async () => {
  const guided = await explore('coverage-guided', 'rewind');
  const deepest = await explore('depth-first', 'rewind');
  expect([guided.end, deepest.end]).toEqual(['first-defect', 'first-defect']);
  expect(guided.progress.paths).toBeLessThan(deepest.progress.paths / 2);
  expect(guided.edges?.reached).toBeGreaterThan(guided.edges?.baseline ?? 0);
  expect(deepest.edges).toBeUndefined();
});

test('the same edges open in the same order where worlds are put back', async () => {
  const opened = async (engine: EngineName): Promise<unknown> => {
    const { runs, edges } = await explore('coverage-guided', engine);
    return { edges, runs: runs.map(({ from, run }) => [from, run.verdict.kind, run.opened]) };
  };
  expect(await opened('rewind')).toEqual(await opened('replay'));
});
