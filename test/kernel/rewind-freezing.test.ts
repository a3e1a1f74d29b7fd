import { afterAll, describe, expect, test } from 'vitest';
import { ok } from '../../src/model/outcome.js';
import type { ProgramEnd } from '../../src/model/termination.js';
import { beginning, type Checkpoint, type World } from '../../src/model/world.js';
import { openWorld, program, settingsFor } from './explore-fixture.js';
import { engine } from './rewind-area.js';
import { Workbench } from './workbench.js';

const bench = new Workbench();
const enough = 40;
const limits = { wallMs: 100_000, cpuMs: 50_000 };

/** What a run shows, and how many choice points it had. */
interface Shown {
  readonly choices: number;
  readonly programs: readonly ProgramEnd[];
}

/** From the beginning to the end; at each choice point the world is saved so many times. */
async function run(world: World, savedTimes: number): Promise<Shown> {
  world.restore(beginning);
  for (let choices = 0; ; choices++) {
    const step = await world.runToChoice();
    if (step.kind !== 'choice') return { choices, programs: step.termination.programs };
    for (let time = 0; time < savedTimes; time++) world.drop(world.checkpoint());
    world.decide(ok);
  }
}

/** Run to the end, then come back to some of the choice points and run to the end again. */
async function comeBack(world: World): Promise<readonly (readonly ProgramEnd[])[]> {
  const places: Checkpoint[] = [];
  world.restore(beginning);
  let step = await world.runToChoice();
  for (; step.kind === 'choice'; step = await world.runToChoice()) {
    places.push(world.checkpoint());
    world.decide(ok);
  }
  const ends = [step.termination.programs];
  for (const place of places.reverse().filter((_, i) => i % 27 === 0)) {
    world.restore(place);
    ends.push(await toEnd(world));
  }
  return ends;
}

async function toEnd(world: World): Promise<readonly ProgramEnd[]> {
  for (;;) {
    world.decide(ok);
    const step = await world.runToChoice();
    if (step.kind !== 'choice') return step.termination.programs;
  }
}

describe('freezing', () => {
  afterAll(() => bench[Symbol.dispose]());

  test('threads in every kind of wait do not notice that they are stopped', async () => {
    const built = await bench.compile('rewind/chatter');
    const peers = [program('peer', [built, 'peer'])];
    await using world = await openWorld(
      settingsFor(program('sut', [built]), { engine, peers, limits }),
    );
    const plain = await run(world, 0);
    const saved = await run(world, Math.ceil(enough / plain.choices));
    expect(plain.programs.map(({ stdout }) => stdout)).toEqual([
      'peer: 0 early, 5000000 5000000 5000000\n',
      'program: 0 early, 5000000 5000000 5000000\n',
    ]);
    expect(saved).toEqual(plain);
    for (const programs of await comeBack(world)) expect(programs).toEqual(plain.programs);
  }, 120_000);
});
