import { expect, it } from 'vitest';
import type { ModuleEdges } from '../../src/model/edges.js';
import { explore } from './harness.js';
import { io, type Program } from './fake-world.js';
import { programEnd, exited, type sutExited, termination } from './terminations.js';

/** A program in which a run reaches some of ten edges. */
function reaching(edges: ReadonlySet<number>, code = 0): ReturnType<typeof sutExited> {
  const reached: ModuleEdges = { module: '/client', count: 10, reached: [...edges].sort() };
  return { ...termination([programEnd('sut', exited(code))]), edges: [reached] };
}

/** Much that is of no importance to it, and a third failing receive, which it does not survive. */
const hiding: Program = function* () {
  const edges = new Set([0]);
  let failures = 0;
  for (let turn = 0; turn < 4; turn += 1) {
    if ((yield io('send', 'EIO', 'EPIPE')).kind !== 'ok') edges.add(1);
    if ((yield io('recv', 'eof')).kind === 'ok') continue;
    failures += 1;
    edges.add(2 + failures).add(5 + failures);
  }
  return reaching(edges, failures === 3 ? 139 : 0);
};

const setup = { strategy: 'coverage-guided', limits: { maxFaults: 3 } } as const;

it('goes on for coverage-guided where runs have opened edges', async () => {
  const { readable } = await explore(hiding, setup);
  expect(readable.slice(0, 12)).toEqual([
    'ok',
    'send#1=EIO',
    'send#1=EPIPE',
    'recv#1=eof',
    'recv#2=eof',
    'recv#3=eof',
    'send#2=EIO',
    'recv#4=eof',
    'send#3=EIO',
    'recv#1=eof recv#2=eof',
    'recv#1=eof recv#3=eof',
    'send#2=EPIPE',
  ]);
});

it('says of each run which edges it opened, and how many were reached', async () => {
  const reached = [{ module: '/client', count: 10, reached: [0] }];
  const { finished, edges } = await explore(hiding, { ...setup, reached });
  const opened = finished.flatMap(({ run }) =>
    (run.opened ?? []).flatMap(({ reached }) => reached),
  );
  expect(opened.toSorted()).toEqual([1, 3, 4, 5, 6, 7, 8]);
  expect(edges).toEqual({ count: 10, baseline: 1, reached: 8 });
  expect(finished.every(({ run }) => run.termination.edges === undefined)).toBe(true);
});

it('finds what is hidden behind three faults before the other orders do', async () => {
  const crash = async (strategy: 'coverage-guided' | 'depth-first' | 'fewest-faults') => {
    const { finished } = await explore(hiding, { ...setup, strategy });
    return finished.findIndex(({ run }) => exitCodeOf(run.termination) === 139);
  };
  const guided = await crash('coverage-guided');
  expect(guided).toBeLessThan(await crash('depth-first'));
  expect(guided).toBeLessThan(await crash('fewest-faults'));
});

/** The same program, compiled without counters. */
const blind: Program = function* (execution) {
  const { edges: _, ...termination } = yield* hiding(execution);
  return termination;
};

it('leads evolutionary to it as well, where there are counters', async () => {
  const seeds = Array.from({ length: 10 }, (_, seed) => seed);
  const pathsTo = async (program: Program, strategySeed: number): Promise<number> => {
    const evolving = { ...setup, strategy: 'evolutionary', strategySeed } as const;
    return (await explore(program, { ...evolving, stopAtFirst: true })).progress.paths;
  };
  const sum = async (program: Program): Promise<number> => {
    const all = await Promise.all(seeds.map(async (seed) => pathsTo(program, seed)));
    return all.reduce((total, paths) => total + paths, 0);
  };
  expect(await sum(hiding)).toBeLessThan(await sum(blind));
});

it.each(['coverage-guided', 'evolutionary'] as const)(
  'resumes %s the same way',
  async (strategy) => {
    const led = { ...setup, strategy };
    const whole = await explore(hiding, led);
    const recorded = new Map(whole.finished.slice(0, 9).map(({ from, run }) => [from, run]));
    const resumed = await explore(hiding, { ...led, recorded });
    expect([resumed.order, resumed.edges]).toEqual([whole.order, whole.edges]);
    expect(resumed.finished.map(({ run }) => run.opened)).toEqual(
      whole.finished.map(({ run }) => run.opened),
    );
  },
);

function exitCodeOf({ programs }: ReturnType<typeof sutExited>): number | undefined {
  const status = programs[0]?.status;
  return status?.kind === 'exited' ? status.code : undefined;
}
