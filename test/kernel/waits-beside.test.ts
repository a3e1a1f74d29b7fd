import { afterAll, describe, expect, test } from 'vitest';
import { ok, parseOutcomeId } from '../../src/model/outcome.js';
import { beginning, type World } from '../../src/model/world.js';
import { present } from '../../src/support/assert.js';
import { FixtureWorld, openWorld, settingsFor } from './explore-fixture.js';
import { waitFaults, waitingProgram } from './waiting.js';
import { Workbench } from './workbench.js';

const bench = new Workbench();
afterAll(() => bench[Symbol.dispose]());

const faults = { ...waitFaults, presets: ['resources', 'waits'] } as const;

/** To the n-th socket, while another thread stands in a wait for which this was chosen. */
async function runTo(world: World, call: string, id: string, socket: number): Promise<void> {
  world.restore(beginning);
  for (let sockets = 0; ;) {
    const step = await world.runToChoice();
    if (step.kind !== 'choice') throw new Error('the choice was never met');
    sockets += step.point.call === 'socket' ? 1 : 0;
    if (sockets === socket) return;
    const outcome = step.point.call === call ? parseOutcomeId(id) : ok;
    world.decide(present(outcome, 'an outcome'));
  }
}

/** What it printed in the end, and how many waits it was asked about on the way. */
async function finish(
  world: World,
  call: string,
): Promise<{ readonly stdout: string; readonly waits: number }> {
  for (let waits = 0; ;) {
    world.decide(ok);
    const step = await world.runToChoice();
    if (step.kind === 'choice') waits += step.point.call === call ? 1 : 0;
    if (step.kind === 'ended') return { stdout: step.termination.programs[0]?.stdout ?? '', waits };
  }
}

describe.each(['poll', 'select', 'epoll_wait'])('%s beside a choice', (call) => {
  test.each([
    ['beside', 'ok'],
    ['beside-limited', 'ok'],
    ['beside-limited', 'timeout'],
  ])('is one wait, also after going back: %s, %s', async (how, id) => {
    const argv = await waitingProgram(bench, call, how);
    await using world = await openWorld(
      settingsFor(argv, { engine: 'rewind', verify: true, faults }),
    );
    const socketBeside = 3;
    await runTo(world, call, id, socketBeside);
    const place = world.checkpoint();
    const first = await finish(world, call);
    // It stands in the one of its two waits, which is not asked about again.
    expect(first.stdout.match(new RegExp(`^${call} `, 'gm'))).toHaveLength(2);
    expect(first.waits).toBe(1);
    for (let time = 1; time <= 2; time++) {
      world.restore(place);
      expect(await finish(world, call)).toEqual(first);
    }
    expect(await world.travel()).toMatchObject({ rewound: 2, refusals: {} });
  });
});

test.each(['replay', 'rewind'] as const)('time passes by the real clock: %s', async (engine) => {
  const argv = await waitingProgram(bench, 'ppoll', 'short');
  await using world = await FixtureWorld.open(argv, { engine, time: 'real', faults });
  const { stdout } = await world.run({ call: 'ppoll', outcome: 'timeout' });
  const took = Number(/^ppoll 0 says 0x0 left 0 after (\d+)$/m.exec(stdout)?.[1]);
  expect(took).toBeGreaterThanOrEqual(2e8);
  expect(took).toBeLessThan(2e9);
});
