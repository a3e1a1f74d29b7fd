import { describe, expect, it } from 'vitest';
import { strategies } from '../../src/model/settings.js';
import { io, ioIn, pointOf, type Program } from './fake-world.js';
import { explore } from './harness.js';
import { patient } from './programs.js';
import { programEnd, sutExited, termination } from './terminations.js';

/** Once refused it is refused for ever, and it tries for ever. */
const refused: Program = function* () {
  const first = ioIn('up', 'connect', 'ECONNREFUSED-always');
  const outcome = yield first;
  if (outcome.kind === 'ok') return sutExited(0);
  const repeats = { at: pointOf(first, 1).id, outcome };
  for (;;) yield { ...ioIn('down', 'connect'), repeats };
};

/** An end of the stream that it does not understand makes it ask for ever. */
const spinning: Program = function* () {
  const outcome = yield ioIn('asking', 'recv', 'eof');
  if (outcome.kind === 'ok') return sutExited(0);
  for (let turn = 0; turn < 20; turn += 1) yield ioIn('spinning', 'recv', 'eof');
  return termination([programEnd('sut', undefined)], { kind: 'cpu-limit', limitMs: 1 });
};

/** Two ways to the same place: one fault at `near`, or one each at `far` and `further`. */
const twoWays: Program = function* () {
  const isThere =
    (yield io('near', 'EIO')).kind !== 'ok' ||
    ((yield io('far', 'EIO')).kind !== 'ok' && (yield io('further', 'EIO')).kind !== 'ok');
  if (isThere) yield ioIn('there', 'send', 'EIO');
  return sutExited(0);
};

/** Two ways to the same place: a fault at the site that is met there again, and one elsewhere. */
const sameSite: Program = function* () {
  const failed = (yield io('send', 'EIO')).kind !== 'ok' || (yield io('near', 'EIO')).kind !== 'ok';
  if (failed) yield ioIn('there', 'send', 'EIO');
  return sutExited(0);
};

/** Two ways into the same circle, in which it goes round for ever. */
const circle: Program = function* () {
  const isFirst = (yield io('near', 'EIO')).kind !== 'ok';
  if (!isFirst && (yield io('far', 'EIO')).kind === 'ok') return sutExited(0);
  for (let turn = isFirst ? 0 : 1; turn < 40; turn += 1) yield ioIn(`side ${turn % 2}`, 'recv');
  return termination([programEnd('sut', undefined)], { kind: 'cpu-limit', limitMs: 1 });
};

const limits = { maxFaults: 1000 };

describe.each(strategies)('%s', (strategy) => {
  it('explores a program that tries again for ever', async () => {
    const explored = await explore(
      patient(() => 'asking'),
      { strategy, limits },
    );
    // Without a fault; and with one, which leads to where it was.
    expect(explored.order).toHaveLength(2);
    expect(explored.coverage).toMatchObject({ complete: true, joined: 1 });
    expect(explored.end).toBe('exhausted');
  });

  it.each([3, 7])('explores each of %i different states once', async (states) => {
    const program = patient((failures) => `pause ${String(Math.min(failures, states - 1))}`);
    const explored = await explore(program, { strategy, limits });
    expect(explored.order).toHaveLength(states + 1);
    expect(explored.coverage).toMatchObject({ complete: true, joined: 1 });
  });

  it('does not end for one that counts', async () => {
    const program = patient((failures) => `failure ${String(failures)}`);
    const explored = await explore(program, { strategy, limits: { ...limits, maxPaths: 50 } });
    expect(explored.coverage).toMatchObject({ complete: false, joined: 0 });
  });

  it('explores a state again that was seen with more faults spent', async () => {
    const explored = await explore(twoWays, { strategy, limits: { maxFaults: 2 } });
    expect([...explored.readable].sort()).toEqual(
      ['far#1=EIO', 'far#1=EIO further#1=EIO', 'near#1=EIO', 'near#1=EIO send#1=EIO', 'ok'].sort(),
    );
    expect(explored.coverage.complete).toBe(true);
  });

  it('explores a state again that was seen with more faults spent at a site', async () => {
    const bounds = { maxFaults: 2, maxFaultsPerSite: 1 };
    const explored = await explore(sameSite, { strategy, limits: bounds });
    expect([...explored.readable].sort()).toEqual(
      ['near#1=EIO', 'near#1=EIO send#2=EIO', 'ok', 'send#1=EIO'].sort(),
    );
  });

  it.each([1, 2])('judges one of two runs into the same circle, in %i lanes', async (jobs) => {
    const explored = await explore(circle, { strategy, limits, jobs });
    const verdicts = explored.finished.map(({ run }) => run.verdict.kind);
    expect(verdicts).toHaveLength(3);
    expect(verdicts).toContain('hang');
  });

  it('leaves a run that a lasting fault keeps where it was', async () => {
    const explored = await explore(refused, { strategy, limits });
    const verdicts = explored.finished.map(({ run }) => run.verdict);
    expect(verdicts).toHaveLength(2);
    expect(verdicts).toContainEqual({ kind: 'joined', where: 'before' });
  });

  it('leaves it to the limits of a run when nothing lasts that it could wait for', async () => {
    const explored = await explore(spinning, { strategy, limits });
    const verdicts = explored.finished.map(({ run }) => run.verdict.kind);
    // Once more the end of the stream: where it spins already.
    expect(verdicts.sort()).toEqual(['hang', 'joined', 'passed']);
  });

  it('finds in all lanes together what one finds', async () => {
    const program = patient((failures) => `pause ${String(Math.min(failures, 5))}`);
    const explored = await explore(program, { strategy, limits, jobs: 3 });
    expect(explored.order).toHaveLength(7);
    expect(explored.coverage).toMatchObject({ complete: true, joined: 1 });
  });
});
