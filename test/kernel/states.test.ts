import { afterAll, describe, expect, it } from 'vitest';
import { ok } from '../../src/model/outcome.js';
import type { StateSettings } from '../../src/model/settings.js';
import { beginning, type World } from '../../src/model/world.js';
import { openWorld, settingsFor } from './explore-fixture.js';
import { Workbench } from './workbench.js';

const bench = new Workbench();
const rounds = 5;

afterAll(() => bench[Symbol.dispose]());

interface Plan extends Partial<StateSettings> {
  readonly engine: 'replay' | 'rewind';
}

/** The world in which the fixture does this in each round. */
async function open(act: string, { engine, ...changes }: Plan): Promise<World> {
  const states = { visited: true, ignore: [], ignoreClock: false, printed: false, ...changes };
  const argv = [await bench.compile('state/rounds'), act];
  return openWorld(settingsFor(argv, { engine, states }));
}

/** After these, what is left where nobody looks is always the same. */
const firstRounds = / #[12]$/;

/** The states at the next rounds. */
async function statesOf(world: World, count: number): Promise<readonly (string | undefined)[]> {
  const states: (string | undefined)[] = [];
  while (states.length < count) {
    const step = await world.runToChoice();
    if (step.kind !== 'choice') throw new Error(JSON.stringify(step));
    const isRound = step.point.call === 'socket';
    if (isRound && !firstRounds.test(step.point.name)) states.push(step.point.state);
    if (states.length < count) world.decide(ok);
  }
  return states;
}

/** How many different states there are in some rounds. */
async function different(act: string, plan: Plan): Promise<number> {
  await using world = await open(act, plan);
  world.restore(beginning);
  const states = await statesOf(world, rounds);
  expect(states).not.toContain(undefined);
  return new Set(states).size;
}

describe.each(['replay', 'rewind'] as const)('the state of a world (%s)', (engine) => {
  it.each(['nothing', 'output', 'dead-stack'])('is the same after: %s', async (act) => {
    expect(await different(act, { engine })).toBe(1);
  });

  it.each([
    ...['memory', 'mapping', 'queue', 'pending', 'descriptor'],
    ...['timer', 'position', 'contents', 'clock'],
  ])('is another after: %s', async (act) => {
    expect(await different(act, { engine })).toBe(rounds);
  });

  it.each(['counter', 'counter+0:1'])('is the same but for %s', async (name) => {
    expect(await different('memory', { engine, ignore: [name] })).toBe(1);
  });

  it('is the same but for the clock', async () => {
    expect(await different('clock', { engine, ignoreClock: true })).toBe(1);
  });

  it('is another where something was printed that is judged', async () => {
    expect(await different('output', { engine, printed: true })).toBe(rounds);
  });

  it('is not told where nobody wants to know it', async () => {
    await using world = await open('nothing', { engine, visited: false });
    world.restore(beginning);
    expect(new Set(await statesOf(world, rounds))).toEqual(new Set([undefined]));
  });

  it('is the same in the next run', async () => {
    await using world = await open('memory', { engine });
    world.restore(beginning);
    const states = await statesOf(world, rounds);
    world.restore(beginning);
    expect(await statesOf(world, rounds)).toEqual(states);
  });

  it('refuses a name that no program knows', async () => {
    const run = different('nothing', { engine, ignore: ['nobody'] });
    await expect(run).rejects.toThrow('no program of the world has a global variable "nobody"');
  });
});

it('is the same after the way back', async () => {
  await using world = await open('memory', { engine: 'rewind' });
  world.restore(beginning);
  await statesOf(world, 1);
  const place = world.checkpoint();
  world.decide(ok);
  const states = await statesOf(world, rounds);
  world.restore(place);
  world.decide(ok);
  expect(await statesOf(world, rounds)).toEqual(states);
  expect((await world.travel()).rewound).toBe(1);
});
