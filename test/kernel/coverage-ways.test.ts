import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ModuleEdges } from '../../src/model/edges.js';
import { parseOutcomeId } from '../../src/model/outcome.js';
import type { EngineName, Settings } from '../../src/model/settings.js';
import { beginning, type World } from '../../src/model/world.js';
import { present } from '../../src/support/assert.js';
import { openWorld, settingsFor } from './explore-fixture.js';
import { Workbench } from './workbench.js';

const bench = new Workbench();
afterAll(() => bench[Symbol.dispose]());

/** By outcome: what the program does then, and nowhere else. */
const ways: Readonly<Record<string, readonly string[]>> = {
  ok: ['goes_on'],
  ECONNRESET: ['crashes'],
  EPIPE: ['executed', 'executes'],
  ETIMEDOUT: ['hangs'],
  EHOSTUNREACH: ['child', 'forks'],
  ENETUNREACH: ['is_killed', 'kills'],
  ENOBUFS: ['leaves'],
  ENOMEM: ['in_library', 'loads'],
};

type Edges = Readonly<Record<string, readonly ModuleEdges[]>>;

describe('the edges of a run', () => {
  let [replayed, rewound, sut, library]: [Edges, Edges, string, string] = [{}, {}, '', ''];
  let files: readonly string[] = [];

  beforeAll(async () => {
    sut = await bench.compile('coverage/ways', '--coverage', '-ldl');
    library = await bench.compile('coverage/library', '--coverage', '-shared', '-fPIC');
    // What it reaches here is written beside it, and must not count.
    execFileSync(sut, ['again']);
    files = readdirSync(bench.directory);
    replayed = await edgesOn('replay', [sut, library]);
    rewound = await edgesOn('rewind', [sut, library]);
  });

  test.each(Object.entries(ways))('%s: %s', (outcome, functions) => {
    const reached = functionsOf(replayed[outcome] ?? []);
    const known = new Set(Object.values(ways).flat());
    expect(reached.filter((name) => known.has(name)).sort()).toEqual(functions);
  });

  test('are the same where the world was put back', () => {
    expect(rewound).toEqual(replayed);
  });

  test('leave no files behind', () => {
    expect(files.filter((name) => name.endsWith('.gcda'))).toHaveLength(1);
    expect(readdirSync(bench.directory)).toEqual(files);
  });
});

async function edgesOn(engine: EngineName, argv: readonly string[]): Promise<Edges> {
  const outcomes = Object.keys(ways).filter((outcome) => outcome !== 'ok');
  const rules = [{ call: 'sendto', outcomes }];
  const faults: Settings['faults'] = { presets: [], rules, bare: true, persistence: 'once' };
  const plan = {
    engine,
    verify: engine === 'rewind',
    faults,
    strategy: 'coverage-guided',
  } as const;
  await using world = await openWorld(settingsFor(argv, plan));
  await reachSend(world);
  const checkpoint = world.checkpoint();
  const edges: Record<string, readonly ModuleEdges[]> = {};
  for (const outcome of Object.keys(ways)) {
    world.restore(checkpoint);
    world.decide(present(parseOutcomeId(outcome), outcome));
    edges[outcome] = await finish(world);
  }
  const { rewound } = await world.travel();
  // All but the one back over an exec.
  expect(rewound).toBe(engine === 'rewind' ? Object.keys(ways).length - 1 : 0);
  return edges;
}

async function reachSend(world: World): Promise<void> {
  world.restore(beginning);
  for (;;) {
    const step = await world.runToChoice();
    if (step.kind !== 'choice') throw new Error('the program never sent anything');
    if (step.point.outcomes.length > 1) return;
    world.decide({ kind: 'ok' });
  }
}

async function finish(world: World): Promise<readonly ModuleEdges[]> {
  const step = await world.runToChoice();
  if (step.kind !== 'ended') throw new Error('the program did not end');
  return step.termination.edges ?? [];
}

/** Functions with a counter that has counted something. */
function functionsOf(edges: readonly ModuleEdges[]): readonly string[] {
  return edges.flatMap(({ module, count, reached }) => {
    const names = functionOfEach(module);
    expect(names).toHaveLength(count);
    return [...new Set(reached.map((edge) => present(names[edge], 'a name')))];
  });
}

/** The function of each counter, in order of address. */
function functionOfEach(file: string): readonly string[] {
  const symbols = execFileSync('nm', ['-S', '-n', file], { encoding: 'utf8' });
  return [...symbols.matchAll(/ ([0-9a-f]{16}) . __gcov0\.(\w+)$/gm)].flatMap(([, size, name]) =>
    new Array<string>(parseInt(size ?? '', 16) / 8).fill(name ?? ''),
  );
}
