import { afterAll, describe, expect, test } from 'vitest';
import { catalogueOf } from '../../src/choice/catalogue.js';
import { outcomeId, type Outcome } from '../../src/model/outcome.js';
import { FixtureWorld } from './explore-fixture.js';
import { Workbench } from './workbench.js';

const bench = new Workbench();
afterAll(() => bench[Symbol.dispose]());

/** What the program must print of a call that had 5 bytes to move. */
function expectedLine(call: string, outcome: Outcome): string {
  switch (outcome.kind) {
    case 'ok':
      return `${call} 5 -`;
    case 'errno':
      return `${call} -1 ${outcome.errno}`;
    case 'so_error':
      return `SO_ERROR ${outcome.errno} 4`;
    case 'eof':
      return `${call} 0 -`;
    case 'short':
      return `${call} ${outcome.keep === '1' ? '1' : '4'} -`;
    default:
      throw new Error(`no expectation for ${outcomeId(outcome)}`);
  }
}

test('every bare outcome reaches the program as it is', async () => {
  const faults = { presets: ['all'], rules: [], bare: true, persistence: 'once' } as const;
  const program = [await bench.compile('interception/calls')];
  await using world = await FixtureWorld.open(program, { faults });
  const { points } = await world.run();
  const first = points.filter(({ call }, i) => points.findIndex((p) => p.call === call) === i);
  for (const { call, outcomes } of first) {
    for (const outcome of outcomes.slice(1)) {
      const { stdout } = await world.run({ call, outcome: outcomeId(outcome) });
      expect(stdout.split('\n')).toContain(expectedLine(call, outcome));
    }
  }
  const tried = first.map(({ outcomes }) => outcomes.length - 1);
  expect(tried.reduce((sum, count) => sum + count)).toBeGreaterThan(50);
});

test('errors that only rules ask for reach the program too', async () => {
  const entries = catalogueOf('accept').filter(({ kind, tier }) => kind === 'errno' && tier === 2);
  await using world = await FixtureWorld.open([await bench.compile('interception/calls')]);
  for (const { errno } of entries) {
    const outcome = errno ?? 'ENOTHING';
    const { stdout } = await world.run({ call: 'accept', outcome });
    expect(stdout).toContain(`accept -1 ${outcome}\n`);
  }
  expect(entries.length).toBeGreaterThan(10);
});

describe('a short', () => {
  test.each([
    ['short-1', 1, 'a', 'bcdefghij'],
    ['short-all-but-1', 9, 'abcdefghi', 'j'],
  ])('read with %s leaves the rest', async (outcome, moved, taken, rest) => {
    await using world = await FixtureWorld.open([await bench.compile('outcomes/short')]);
    const { points } = await world.run();
    expect(points.find(({ call }) => call === 'read')?.outcomes.map(outcomeId)).toContain(outcome);
    const { stdout } = await world.run({ call: 'read', outcome });
    const lines = ['write 10 rdx 10', `read ${String(moved)} rdx 64`];
    expect(stdout.split('\n')).toEqual([...lines, `read '${taken}'`, `rest '${rest}'`, '']);
  });

  test.each([
    ['short-1', 1, 'a'],
    ['short-all-but-1', 9, 'abcdefghi'],
  ])('write with %s sends no more', async (outcome, moved, sent) => {
    await using world = await FixtureWorld.open([await bench.compile('outcomes/short')]);
    const { points } = await world.run();
    expect(points.find(({ call }) => call === 'write')?.outcomes.map(outcomeId)).toContain(outcome);
    const { stdout } = await world.run({ call: 'write', outcome });
    const lines = [`write ${String(moved)} rdx 10`, `read ${String(moved)} rdx 64`];
    expect(stdout.split('\n')).toEqual([...lines, `read '${sent}'`, "rest ''", '']);
  });
});

const broken = [
  { call: 'send', nth: 1, outcome: 'EPIPE' },
  { call: 'send', nth: 2, outcome: 'EPIPE' },
  { call: 'sendmsg', nth: 1, outcome: 'EPIPE' },
  { call: 'sendmsg', nth: 2, outcome: 'EPIPE' },
  { call: 'write', nth: 1, outcome: 'EPIPE' },
];

test('EPIPE comes with SIGPIPE unless the call says MSG_NOSIGNAL', async () => {
  const program = await bench.compile('outcomes/broken-pipe');
  await using world = await FixtureWorld.open([program, 'handled']);
  const { stdout } = await world.run(...broken);
  expect(stdout.split('\n')).toEqual([
    'send EPIPE 1',
    'send MSG_NOSIGNAL EPIPE 0',
    'sendmsg EPIPE 1',
    'sendmsg MSG_NOSIGNAL EPIPE 0',
    'write EPIPE 1',
    '',
  ]);
});

test('EPIPE ends a program that does not handle SIGPIPE', async () => {
  await using world = await FixtureWorld.open([await bench.compile('outcomes/broken-pipe')]);
  const { sut, termination } = await world.run({ call: 'write', outcome: 'EPIPE' });
  expect(sut.status).toEqual({ kind: 'signaled', signal: 'SIGPIPE' });
  expect(termination.crashes).toMatchObject([{ role: 'sut', signal: 'SIGPIPE' }]);
  expect(termination.crashes[0]?.stack.map((frame) => frame.function)).toContain('main');
});
