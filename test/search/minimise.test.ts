import { describe, expect, it } from 'vitest';
import { minimiseDefects } from '../../src/campaign/minimise-defects.js';
import { runOracle } from '../../src/campaign/run-oracle.js';
import { outcomeId, type Outcome } from '../../src/model/outcome.js';
import { pathKey, type Path } from '../../src/model/path.js';
import type { Defect } from '../../src/model/run.js';
import { Defects } from '../../src/oracle/defects.js';
import { FakeWorld, io, type Program } from './fake-world.js';
import { explore } from './harness.js';
import { exited, programEnd, settings, sutExited, termination } from './terminations.js';

const crash = termination([programEnd('sut', exited(139))]);
const hung = termination([programEnd('sut', undefined)], { kind: 'no-progress', waitedMs: 1 });
const isFault = ({ kind }: Outcome): boolean => kind !== 'ok';

/** Crashes at the last call when the calls with these numbers, and that one, have failed. */
function fragile(calls: number, fatal: readonly number[]): Program {
  return function* () {
    const failed: number[] = [];
    for (let call = 1; call <= calls; call += 1)
      if (isFault(yield io(`send${String(call)}`, 'EIO', 'EPIPE-always'))) failed.push(call);
    return fatal.every((call) => failed.includes(call)) ? crash : sutExited(0);
  };
}

/** The first fault makes the later call the second of its name; the defect needs only that one. */
const renumbered: Program = function* () {
  if (isFault(yield io('connect', 'EIO'))) yield io('send');
  return isFault(yield io('send', 'EPIPE')) ? crash : sutExited(0);
};

/** The first failure leaves it waiting for ever; what fails after it makes no difference. */
const stuck: Program = function* () {
  const isStuck = isFault(yield io('send', 'EIO'));
  yield io('recv', 'EIO');
  yield io('close', 'EIO');
  return isStuck ? hung : sutExited(0);
};

const signal = new AbortController().signal;

type Kind = Defect['verdict']['kind'];

async function worst(
  program: Program,
  maxFaults: number,
  kind: Kind = 'crash-status',
): Promise<Defect> {
  const { finished } = await explore(program, { limits: { maxFaults } });
  const crashed = finished.filter(({ run }) => run.verdict.kind === kind);
  const [most] = crashed.toSorted((a, b) => b.run.path.length - a.run.path.length);
  if (most === undefined) throw new Error('no defect was found');
  return new Defects().add(most.run, most.sites, most.firings);
}

async function minimiseAll(program: Program, defects: readonly Defect[]) {
  const oracle = runOracle({ settings, predicate: undefined }, []);
  const world = new FakeWorld(program);
  return minimiseDefects(defects, { world, oracle, known: [], signal, now: () => 0 });
}

async function minimal(program: Program, defect: Defect, known: readonly Path[] = []) {
  const world = new FakeWorld(program);
  const oracle = runOracle({ settings, predicate: undefined }, []);
  const surroundings = { world, oracle, known: known.map(pathKey), signal, now: () => 0 };
  const [found] = await minimiseDefects([defect], surroundings);
  return { found, executions: world.executions };
}

const faultsOf = (defect: Defect | undefined): readonly string[] =>
  defect?.path.map(({ outcome }, i) => {
    const call = defect.sites[i]?.name.split(' ')[0] ?? '';
    return `${call}=${outcomeId(outcome)}`;
  }) ?? [];

describe('minimising', () => {
  it.each([
    [4, [4]],
    [4, [1, 4]],
    [5, [2, 3, 5]],
    [7, [1, 7]],
    [7, [3, 5, 7]],
  ])('of %i calls leaves the faults of %j, each at its simplest', async (calls, fatal) => {
    const program = fragile(calls, fatal);
    const defect = await worst(program, calls);
    expect(defect.path).toHaveLength(calls);
    const { found } = await minimal(program, defect);
    expect(faultsOf(found)).toEqual(fatal.map((call) => `send${String(call)}=EIO`));
    expect(found?.fingerprint).toBe(defect.fingerprint);
    expect(found?.reducedFrom).toBe(calls);
  });

  it('finds a call again that has another number without the faults before it', async () => {
    const defect = await worst(renumbered, 2);
    expect(faultsOf(defect)).toEqual(['connect=EIO', 'send=EPIPE']);
    const { found } = await minimal(renumbered, defect);
    expect(faultsOf(found)).toEqual(['send=EPIPE']);
    expect(found?.sites[0]?.name).toContain('#1');
  });

  it('takes no fault for the cause that came after the damage', async () => {
    const defect = await worst(stuck, 3, 'hang');
    expect(faultsOf(defect)).toEqual(['send=EIO', 'recv=EIO', 'close=EIO']);
    const { found } = await minimal(stuck, defect);
    expect([faultsOf(found), found?.reducedFrom]).toEqual([['send=EIO'], 3]);
    const smallest = { ...(found as Defect), count: 5 };
    expect(found?.fingerprint).not.toBe(defect.fingerprint);
    // Found by the search as well, it is one defect.
    const both = await minimiseAll(stuck, [smallest, defect]);
    expect(both.map(({ count }) => count)).toEqual([6]);
  });

  it('leaves alone what is as small as can be, and counts no reduction', async () => {
    const program = fragile(2, [1, 2]);
    const smallest = await minimal(program, await worst(program, 2));
    const again = await minimal(program, smallest.found as Defect);
    expect(again.found).toEqual(smallest.found);
  });

  it('does not run again what the search has run', async () => {
    const program = fragile(3, [1, 3]);
    const { finished } = await explore(program, { limits: { maxFaults: 3 } });
    const known = finished.map(({ run }) => run.path);
    const { executions } = await minimal(program, await worst(program, 3), known);
    expect(executions).toBe(0);
  });

  it('ends where it is when it is interrupted', async () => {
    const program = fragile(4, [4]);
    const defect = await worst(program, 4);
    const world = new FakeWorld(program);
    const oracle = runOracle({ settings, predicate: undefined }, []);
    const aborted = AbortSignal.abort();
    const surroundings = { world, oracle, known: [], signal: aborted, now: () => 0 };
    expect(await minimiseDefects([defect], surroundings)).toEqual([defect]);
    expect(world.executions).toBe(0);
  });
});
