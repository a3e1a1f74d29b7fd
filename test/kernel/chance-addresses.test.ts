import type { FaultSettings } from '../../src/model/settings.js';
import { afterAll, describe, expect, test } from 'vitest';
import { hasPortRange } from '../../src/kernel/local-port-range.js';
import { program, runOnce } from './explore-fixture.js';
import { outputsOf, tracingEngines } from './same-outputs.js';
import { Workbench } from './workbench.js';

const bench = new Workbench();
const kinds = ['streams', 'streams6', 'datagrams', 'datagrams6', 'names'] as const;

afterAll(() => {
  bench[Symbol.dispose]();
});

const streams = (first: number, own: number): readonly string[] => [
  'refused: ECONNREFUSED 0',
  `after that: ok ${String(first + 1)}`,
  `connected: ok ${String(first + 2)}`,
  `bound: ok ${String(first + 3)}`,
  `bound twice: EINVAL ${String(first + 3)}`,
  `connected: ok ${String(first + 3)}`,
  `listens: ok ${String(first + 6)}`,
  'bound later: ok 0',
  `connected: ok ${String(first + 8)}`,
  `bound: ok ${String(own)}`,
];

const datagrams = (first: number): readonly string[] => [
  `sent: ok ${String(first)}`,
  `sent again: ok ${String(first)}`,
  `sent as a message: ok ${String(first + 1)}`,
  `connected: ok ${String(first + 2)}`,
  `bound: EINVAL ${String(first + 2)}`,
  `bound: ok ${String(first + 4)}`,
];

const names = [
  'named: ok @00001',
  'named again: ok @00001',
  'sends credentials: ok @00002',
  // 00003 is taken.
  'connects with credentials: ok @00004',
];

/** Two sockets listen before. */
const lowest = 32_768 + 2;

describe.each(tracingEngines)('addresses with %s', (engine) => {
  test.skipIf(!hasPortRange())('ports are given in turn', async () => {
    const sut = await bench.compile('world/local-addresses');
    const { stdout } = await runOnce([sut, ...kinds], { engine });
    const expected = [
      ...[...streams(lowest, 40_002), ...streams(lowest + 9, 40_010)],
      ...[...datagrams(lowest + 18), ...datagrams(lowest + 23), ...names],
    ];
    expect(stdout.trimEnd().split('\n')).toEqual(expected);
  });

  test.skipIf(!hasPortRange())('those of a peer too', async () => {
    const sut = await bench.compile('world/vdso-random');
    const peer = await bench.compile('world/local-addresses');
    const peers = [program('peer', [peer, ...kinds, 'stay'])];
    const run = async (): Promise<string | undefined> => {
      const { termination } = await runOnce([sut], { engine, peers });
      return termination.programs.find(({ role }) => role === 'peer')?.stdout;
    };
    expect(await run()).toContain(`connected: ok ${String(lowest + 2)}\n`);
    expect(await run()).toBe(await run());
  });
});

test.each(kinds)('%s: the same addresses on each path, with each engine', async (kind) => {
  const sut = await bench.compile('world/local-addresses');
  const faults: FaultSettings = {
    presets: ['representative'],
    rules: [],
    bare: false,
    persistence: 'once',
  };
  const trees = [];
  for (const engine of tracingEngines)
    trees.push(...(await outputsOf([sut, kind], { engine, faults })));
  expect(Object.keys(trees[0] ?? {}).length).toBeGreaterThan(2);
  for (const tree of trees) expect(tree).toEqual(trees[0]);
});
