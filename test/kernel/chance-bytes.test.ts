import { execFileSync } from 'node:child_process';
import { afterAll, describe, expect, test } from 'vitest';
import { program, runOnce } from './explore-fixture.js';
import { outputsOf, tracingEngines } from './same-outputs.js';
import { Workbench } from './workbench.js';

const bench = new Workbench();

afterAll(() => {
  bench[Symbol.dispose]();
});

const errors = [
  'up to the end: 100',
  'not writable: EFAULT',
  'no memory: EFAULT',
  'unknown flag: EINVAL',
  'contradiction: EINVAL',
  'nothing: 0',
];

describe.each(tracingEngines)('random bytes with %s', (engine) => {
  test('are as many as were asked for, and errors stay', async () => {
    const sut = await bench.compile('world/random-bytes');
    const { stdout } = await runOnce([sut], { engine });
    const lines = stdout.split('\n');
    expect(lines.slice(1, 7)).toEqual(errors);
    const lengths = lines.map((line) => /^(\w+): (\d+) of \2,/.exec(line)?.[2]);
    const each = ['1', '33', '300', '200000'];
    expect(lengths.filter((length) => length !== undefined)).toEqual(
      [1, 2, 3, 4].flatMap(() => [...each, '24', '24', '16']),
    );
  });

  test('differ by program, by process, by thread and from one time to the next', async () => {
    const sut = await bench.compile('world/random-bytes');
    const peers = [program('peer', [sut, 'stay'])];
    const { termination } = await runOnce([sut], { engine, peers });
    const outputs = termination.programs.map(({ stdout }) => stdout).join('');
    const values = outputs.match(/^start: .*|(?<=[1-9]\d+ of \d+, ).*/gm) ?? [];
    expect(values.length).toBe(3 + 6 * 6);
    expect(new Set(values).size).toBe(values.length);
  });

  test('differ by seed', async () => {
    const sut = await bench.compile('world/random-bytes');
    const [one, other] = [
      await runOnce([sut], { engine }),
      await runOnce([sut], { engine, seed: 1 }),
    ];
    const [ones, others] = [one, other].map(({ stdout }) => stdout.match(/^start: .*|, .*$/gm));
    expect(ones?.length).toBe(others?.length);
    expect(ones?.filter((line, i) => line === others?.[i] && line.length > 4)).toEqual([]);
  });

  test('come by calls alone: the way without is not found', async () => {
    const sut = await bench.compile('world/vdso-random');
    expect(execFileSync(sut, { encoding: 'utf8' })).toMatch(/^time: there\nrandom: /);
    const { stdout } = await runOnce([sut], { engine });
    expect(stdout).toBe('time: there\nrandom: not there, not there\n');
  });
});

test('random bytes are the same on each path, in each run, with each engine', async () => {
  const sut = await bench.compile('world/random-bytes');
  const peers = [program('peer', [sut, 'stay'])];
  const trees = [];
  for (const engine of tracingEngines) trees.push(...(await outputsOf([sut], { engine, peers })));
  expect(Object.keys(trees[0] ?? {}).length).toBeGreaterThan(2);
  for (const tree of trees) expect(tree).toEqual(trees[0]);
});
