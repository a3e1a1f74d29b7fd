import { afterAll, describe, expect, test } from 'vitest';
import { ok } from '../../src/model/outcome.js';
import type { ProgramEnd } from '../../src/model/termination.js';
import { beginning, type World } from '../../src/model/world.js';
import { openWorld, program, settingsFor } from './explore-fixture.js';
import { engine } from './rewind-area.js';
import { Workbench } from './workbench.js';

const bench = new Workbench();
const enough = 300;
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
  }, 120_000);
});
