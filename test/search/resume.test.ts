import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FinishedRun } from '../../src/explore/events.js';
import { Journal } from '../../src/store/journal.js';
import { resumeExploration, type Resumed } from '../../src/store/resume.js';
import { makeRunDirectory } from '../../src/store/run-directory.js';
import type { Program } from './fake-world.js';
import { allStrategies, explore, type Explored, type Setup } from './harness.js';
import { asking, brittle, haystack, independent, patient, programOf } from './programs.js';
import { retrying, trees } from './programs.js';
import { settings } from './terminations.js';

const header = { configDigest: '0a1b2c3d', buildId: '44556677', settings };
let home: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'chokepoint-resume-'));
});

afterEach(() => {
  rmSync(home, { recursive: true });
});

/** Explores until so many runs are in the journal, then is interrupted. */
async function interruptedAfter(
  runs: number,
  program: Program,
  setup: Partial<Setup>,
): Promise<void> {
  using journal = Journal.create(makeRunDirectory(home, header.configDigest), header);
  const controller = new AbortController();
  let written = 0;
  const onRun = (finished: FinishedRun): void => {
    journal.append(finished);
    if ((written += 1) === runs) controller.abort();
  };
  await explore(program, { ...setup, onRun, signal: controller.signal });
}

async function resumed(program: Program, setup: Partial<Setup>): Promise<Explored> {
  const { journal, recorded }: Resumed = resumeExploration(home, header);
  try {
    const onRun = (finished: FinishedRun): void => {
      if (!finished.recorded) journal.append(finished);
    };
    return await explore(program, { ...setup, recorded, onRun });
  } finally {
    journal[Symbol.dispose]();
  }
}

describe('a resumed exploration', () => {
  it.each(allStrategies)('equals an uninterrupted one at every cut (%s)', async (strategy) => {
    for (const program of [brittle, retrying, independent(4), patient(() => 'asking')]) {
      const whole = await explore(program, { strategy });
      for (let cut = 1; cut <= whole.order.length; cut += 1) {
        await interruptedAfter(cut, program, { strategy });
        const rest = await resumed(program, { strategy });
        expect(rest.order).toEqual(whole.order);
        expect(rest.finished.map(({ run }) => run)).toEqual(whole.finished.map(({ run }) => run));
        expect(rest.finished.map(({ sites }) => sites)).toEqual(
          whole.finished.map(({ sites }) => sites),
        );
        expect([rest.end, rest.progress, rest.coverage]).toEqual([
          whole.end,
          whole.progress,
          whole.coverage,
        ]);
        expect(rest.worlds[0]?.executions).toBe(whole.order.length - cut);
      }
    }
  });

  it.each(allStrategies)('leaves out what is alike, as an uninterrupted one (%s)', async (name) => {
    const setup = { strategy: name, strategySeed: 7, thorough: false };
    for (const program of [asking, haystack]) {
      const whole = await explore(program, setup);
      for (const cut of [1, 4, 9]) {
        await interruptedAfter(cut, program, setup);
        const rest = await resumed(program, setup);
        expect(rest.order).toEqual(whole.order);
        expect(rest.coverage).toEqual(whole.coverage);
        expect(rest.worlds[0]?.executions).toBe(whole.order.length - cut);
      }
    }
  });

  it('goes on thoroughly with what was left out', async () => {
    const thorough = false;
    await interruptedAfter(Number.POSITIVE_INFINITY, independent(4), { thorough });
    const rest = await resumed(independent(4), {});
    expect(rest.order).toHaveLength(1 + 4 + 6);
    expect(rest.worlds[0]?.executions).toBe(1 + 4 + 6 - 3);
  });

  it('runs nothing when all was done', async () => {
    await interruptedAfter(Number.POSITIVE_INFINITY, brittle, {});
    expect((await resumed(brittle, {})).worlds[0]?.executions).toBe(0);
  });

  it('can be interrupted and resumed again and again', async () => {
    const whole = await explore(brittle);
    await interruptedAfter(3, brittle, {});
    for (let executed = 1; executed > 0;) {
      const part = await resumed(brittle, { limits: { maxPaths: resumeExplorationSize() + 4 } });
      executed = part.worlds[0]?.executions ?? 0;
      expect(part.order).toEqual(whole.order.slice(0, part.order.length));
    }
    expect(resumeExplorationSize()).toBe(whole.order.length);
  });

  it('equals an uninterrupted one however many lanes were interrupted', async () => {
    const speeds = fc.array(fc.nat(9), { minLength: 1, maxLength: 20 });
    const cuts = fc.integer({ min: 1, max: 40 });
    await fc.assert(
      fc.asyncProperty(trees, speeds, cuts, async (tree, speed, cut) => {
        let step = 0;
        const turns = (): number => speed[(step += 1) % speed.length] ?? 0;
        const program = programOf(tree);
        const whole = await explore(program);
        await interruptedAfter(cut, program, { jobs: 3, turns });
        const rest = await resumed(program, {});
        expect(rest.order).toEqual(whole.order);
        expect(rest.coverage).toEqual(whole.coverage);
      }),
      { seed: 11, numRuns: 100 },
    );
  });

  it('goes further with wider bounds and another strategy', async () => {
    await interruptedAfter(Number.POSITIVE_INFINITY, independent(4), { limits: { maxFaults: 1 } });
    const rest = await resumed(independent(4), { strategy: 'breadth-first' });
    expect(rest.order).toHaveLength(1 + 4 + 6);
    expect(rest.worlds[0]?.executions).toBe(6);
  });
});

function resumeExplorationSize(): number {
  const { journal, recorded } = resumeExploration(home, header);
  journal[Symbol.dispose]();
  return recorded.size;
}
