import { afterAll, describe, expect, it } from 'vitest';
import { ok } from '../../src/model/outcome.js';
import type { StateSettings } from '../../src/model/settings.js';
import { beginning, type World } from '../../src/model/world.js';
import { openWorld, settingsFor } from './explore-fixture.js';
import { Workbench } from './workbench.js';

const bench = new Workbench();
const roundsEach = 3;

afterAll(() => bench[Symbol.dispose]());

interface Plan extends Partial<StateSettings> {
  readonly engine: 'replay' | 'rewind';
}

/** The world in which the fixture does this, one after the other. */
async function open(acts: readonly string[], { engine, ...changes }: Plan): Promise<World> {
  const usual = { visited: true, ignoreClock: false, printed: false };
  const ignore = ['turn', ...(changes.ignore ?? [])];
  const argv = [await bench.compile('state/rounds'), ...acts];
  return openWorld(settingsFor(argv, { engine, states: { ...usual, ...changes, ignore } }));
}

/** The states at the next rounds. */
async function statesOf(world: World, count: number): Promise<readonly (string | undefined)[]> {
  const states: (string | undefined)[] = [];
  while (states.length < count) {
    const step = await world.runToChoice();
    if (step.kind !== 'choice') throw new Error(JSON.stringify(step));
    if (step.point.call === 'socket') states.push(step.point.state);
    if (states.length < count) world.decide(ok);
  }
  return states;
}

/** Which of them leave another state behind each time. */
async function changing(acts: readonly string[], plan: Plan): Promise<readonly string[]> {
  await using world = await open(acts, plan);
  world.restore(beginning);
  const states = await statesOf(world, roundsEach * acts.length);
  expect(states.slice(1)).not.toContain(undefined);
  return acts.filter((_act, i) => states[i * roundsEach + 1] !== states[i * roundsEach + 2]);
}

const harmless = ['nothing', 'output', 'dead-stack'];
const others = ['memory', 'mapping', 'queue', 'pending', 'descriptor', 'position', 'contents'];

describe.each(['replay', 'rewind'] as const)('the state of a world (%s)', (engine) => {
  it('is another after what makes a difference', async () => {
    const effective = [...others, 'clock', 'timer'];
    expect(await changing([...harmless, ...effective], { engine })).toEqual(effective);
  });

  it('is the same but for what was named, and another where it is judged', async () => {
    const plan = { engine, ignore: ['counter'], ignoreClock: true, printed: true };
    expect(await changing(['memory', 'clock', 'output'], plan)).toEqual(['output']);
  });

  it('is the same in the next run', async () => {
    await using world = await open(['memory'], { engine });
    world.restore(beginning);
    const states = await statesOf(world, roundsEach);
    world.restore(beginning);
    expect(await statesOf(world, roundsEach)).toEqual(states);
    expect(states.at(-1)).toBeDefined();
  });
});

it('is the same but for a part of a variable', async () => {
  expect(await changing(['memory'], { engine: 'rewind', ignore: ['counter+0:1'] })).toEqual([]);
});

it('is not told where nobody wants to know it', async () => {
  await using world = await open(['nothing'], { engine: 'rewind', visited: false });
  world.restore(beginning);
  expect(new Set(await statesOf(world, roundsEach))).toEqual(new Set([undefined]));
});

it('refuses a name that no program knows', async () => {
  const run = changing(['nothing'], { engine: 'rewind', ignore: ['nobody'] });
  await expect(run).rejects.toThrow('no program of the world has a global variable "nobody"');
});

it('is the same after the way back', async () => {
  await using world = await open(['memory'], { engine: 'rewind' });
  world.restore(beginning);
  await statesOf(world, 1);
  const place = world.checkpoint();
  world.decide(ok);
  const states = await statesOf(world, roundsEach);
  world.restore(place);
  world.decide(ok);
  expect(await statesOf(world, roundsEach)).toEqual(states);
  expect((await world.travel()).rewound).toBe(1);
});
