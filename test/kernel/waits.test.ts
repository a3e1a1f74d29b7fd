import { afterAll, describe, expect, test } from 'vitest';
import { catalogueOf } from '../../src/choice/catalogue.js';
import type { ChoicePoint } from '../../src/model/choice-point.js';
import { outcomeId } from '../../src/model/outcome.js';
import { entryIds } from '../../src/support/fault-catalogue.js';
import { BothEngines } from './both-engines.js';
import { FixtureWorld, runOnce } from './explore-fixture.js';
import { Lines, waitFaults as faults, waitingProgram, waits } from './waiting.js';
import { Workbench } from './workbench.js';

const bench = new Workbench();
afterAll(() => bench[Symbol.dispose]());

function linesOf({ stdout }: { readonly stdout: string }): readonly string[] {
  return stdout.trimEnd().split('\n');
}

function first(points: readonly ChoicePoint[], call: string): readonly string[] | undefined {
  return points.find((point) => point.call === call)?.outcomes.map(outcomeId);
}

describe.each(waits)('%s', (call) => {
  const lines = new Lines(call);

  test('sees each outcome, again after going back, and with both engines', async () => {
    const sees: Readonly<Record<string, readonly string[]>> = {
      EINTR: [lines.interrupted(0), lines.ready, 'read 1'],
      timeout: [lines.nothing, lines.ready, 'read 1'],
      hup: [lines.lost(), lines.lost(0), 'read 1'],
    };
    const program = await waitingProgram(bench, call, 'handler');
    await using both = await BothEngines.open(bench, program, { faults });
    for (const [outcome, seen] of Object.entries(sees))
      expect(linesOf(await both.run('', { call, outcome })), outcome).toEqual(seen);
  });

  test('is made for ever, for no time, or until a signal', async () => {
    await using forever = await FixtureWorld.open(await waitingProgram(bench, call, 'forever'), {
      faults,
    });
    const lost = await forever.run({ call, outcome: 'hup' });
    expect(first(lost.points, call)).toEqual(['ok', 'hup']);
    expect(lost.stdout).toContain(`\n${lines.lost(0)}\nread 1\n`);
    await using zero = await FixtureWorld.open(await waitingProgram(bench, call, 'zero'), {
      faults,
    });
    const nothing = lines.line('0', ['0x0', '0x0']);
    expect(linesOf(await zero.run({ call, outcome: 'timeout' }))[0]).toBe(nothing);
    await using alarm = await FixtureWorld.open(await waitingProgram(bench, call, 'alarm'), {
      faults,
    });
    // One reading of the clock after the alarm was set.
    const interrupted = lines.interrupted(2e9 - 1000);
    expect(linesOf(await alarm.run({ call, outcome: 'timeout' }))[0]).toBe(interrupted);
  });

  test('says the same of a connection that the other end has reset', async () => {
    const run = await runOnce(await waitingProgram(bench, call, 'reset'), { faults });
    expect(linesOf(run)[0]).toBe(lines.lost());
    expect(first(run.points, call)).toEqual(['ok']);
  });
});

test('what network and peer can cause is tried here, but for what is tried elsewhere', () => {
  const tried = catalogueOf('wait').filter(({ tier }) => tier === 1);
  expect(tried.flatMap((entry) => entryIds(entry, []))).toEqual(['timeout', 'hup', 'spurious']);
});

test('an edge that was not told of in time is told of later', async () => {
  const program = await waitingProgram(bench, 'epoll_wait', 'edge');
  await using world = await FixtureWorld.open(program, { faults });
  const lines = new Lines('epoll_wait');
  const told = linesOf(await world.run({ call: 'epoll_wait', outcome: 'timeout' }));
  expect(told).toEqual([lines.nothing, lines.ready, 'read 1']);
  expect(linesOf(await world.run())).toEqual([
    lines.ready,
    lines.line('0', ['0x0', '0x0']),
    'read 1',
  ]);
});

test('the other end of a local connection is closed', async () => {
  const lost = new Lines('poll').line('1', ['0x2011', '']);
  const closed = await runOnce(await waitingProgram(bench, 'poll', 'local-closed'), { faults });
  expect(linesOf(closed)).toEqual([lost, lost, 'read 0']);
  const program = await waitingProgram(bench, 'poll', 'local');
  await using world = await FixtureWorld.open(program, { faults });
  expect(linesOf(await world.run({ call: 'poll', outcome: 'hup' }))).toEqual([
    lost,
    lost,
    'read 0',
  ]);
});

describe('is refused', () => {
  test.each([
    ['forever', 'poll', ['the call waits as long as it takes']],
    ['listener', 'poll', ['no connection is open']],
    ['reset', 'select', ['a connection has ended', 'no connection is open']],
    ['writable', 'ppoll', ['there is room to send']],
    ['pipe-too', 'epoll_wait', ['what is no socket of the network is ready']],
  ])('where it cannot happen: %s', async (how, call, reasons) => {
    const plan = { faults: { ...faults, presets: ['waits'] } } as const;
    const { points } = await runOnce(await waitingProgram(bench, call, how), plan);
    const point = points.find((one) => one.call === call);
    expect(point?.asked?.flatMap(({ against }) => against ?? [])).toEqual(reasons);
  });

  test('where no socket of the network is waited for', async () => {
    const { calls, stdout } = await runOnce(await waitingProgram(bench, 'poll', 'pipe'), {
      faults,
    });
    expect(calls).toEqual([]);
    expect(stdout).toContain('poll 1');
  });

  test('where nobody asks for it', async () => {
    const { calls } = await runOnce(await waitingProgram(bench, 'poll', 'handler'));
    expect(calls).not.toContain('poll');
  });
});
