import { afterAll, describe, expect, test } from 'vitest';
import { ok, parseOutcomeId, type Outcome } from '../../src/model/outcome.js';
import { timeModes, type Settings } from '../../src/model/settings.js';
import { beginning, type World } from '../../src/model/world.js';
import { present } from '../../src/support/assert.js';
import { FixtureWorld, openWorld, settingsFor } from './explore-fixture.js';
import { Workbench } from './workbench.js';

const bench = new Workbench();
afterAll(() => bench[Symbol.dispose]());

const engines: readonly Settings['engine'][] = ['replay', 'rewind'];

describe.each(engines)('a call is delayed with the engine %s:', (engine) => {
  test.each([
    ['past the next timer', 'restarted', 'recv', 'delay', ['recv 1 after 3000', 'signals 1']],
    ['until a signal', 'interrupted', 'recv', 'silence', ['recv -1EINTR after 90000', 'signals 1']],
    ["until its socket's limit", 'limited', 'recv', 'silence', ['recv -1EAGAIN after 7000']],
    [
      'as long as TCP tries',
      'unanswered',
      'connect',
      'ETIMEDOUT',
      ['connect -1ETIMEDOUT after 127000'],
    ],
  ])('%s', async (_, how, call, outcome, sees) => {
    const argv = [await bench.compile('time/delayed'), how];
    await using world = await FixtureWorld.open(argv, { engine });
    const nth = call === 'connect' ? 2 : 1;
    const { stdout, termination } = await world.run({ call, nth, outcome });
    expect(stdout.trimEnd().split('\n')).toEqual(sees);
    expect(termination.wallMs).toBeLessThan(5000);
  });

  test('for ever, which is a hang', async () => {
    const argv = [await bench.compile('time/delayed'), 'plain'];
    await using world = await FixtureWorld.open(argv, { engine });
    const { termination } = await world.run({ call: 'recv', outcome: 'silence' });
    expect(termination.reason).toMatchObject({ kind: 'no-progress' });
    expect(termination.waiting.map(({ call }) => call)).toEqual(['recvfrom']);
  });
});

test.each(timeModes)('a delay in %s time that is over soon', async (time) => {
  const argv = [await bench.compile('time/delayed'), 'limited'];
  await using world = await FixtureWorld.open(argv, { time });
  const { stdout } = await world.run({ call: 'recv', outcome: 'silence' });
  const took = Number(/recv -1EAGAIN after (\d+)/.exec(stdout)?.[1]);
  expect(took).toBeGreaterThanOrEqual(7000);
  expect(took).toBeLessThan(9000);
});

function outcome(id: string): Outcome {
  return present(parseOutcomeId(id), 'an outcome');
}

/** With this outcome at each recv, and a checkpoint at the choice beside it, which stands open. */
async function runTo(world: World, id: string, socket: number): Promise<void> {
  world.restore(beginning);
  for (let sockets = 0; ;) {
    const step = await world.runToChoice();
    if (step.kind !== 'choice') throw new Error('the choice was never met');
    sockets += step.point.call === 'socket' ? 1 : 0;
    if (sockets === socket) return;
    world.decide(step.point.call === 'recv' ? outcome(id) : ok);
  }
}

async function finish(world: World): Promise<string | undefined> {
  for (;;) {
    world.decide(ok);
    const step = await world.runToChoice();
    if (step.kind === 'ended') return step.termination.programs[0]?.stdout;
  }
}

test.each([
  ['delay', 'beside\nrecv 1 after 1000\n'],
  ['silence', 'beside\nrecv -1EAGAIN after 5000\n'],
])('a call goes on waiting after a rewind: %s', async (id, printed) => {
  const argv = [await bench.compile('time/delayed'), 'beside'];
  await using world = await openWorld(settingsFor(argv, { engine: 'rewind' }));
  const socketBeside = 3;
  await runTo(world, id, socketBeside);
  const place = world.checkpoint();
  const first = await finish(world);
  expect(first).toContain(printed.slice(printed.indexOf('recv')));
  for (let time = 1; time <= 3; time++) {
    world.restore(place);
    expect(await finish(world)).toBe(first);
  }
  expect(await world.travel()).toMatchObject({ rewound: 3, refusals: {} });
});
