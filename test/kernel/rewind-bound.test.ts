import { afterAll, expect, it } from 'vitest';
import { ok } from '../../src/model/outcome.js';
import { beginning, type Checkpoint, type World } from '../../src/model/world.js';
import { openWorld, settingsFor } from './explore-fixture.js';
import { Workbench } from './workbench.js';

const bench = new Workbench();

afterAll(() => bench[Symbol.dispose]());

/** What the program prints from here on; a checkpoint is taken at each choice. */
async function printed(world: World, places: Checkpoint[]): Promise<string | undefined> {
  for (;;) {
    const step = await world.runToChoice();
    if (step.kind !== 'choice') return step.termination.programs[0]?.stdout;
    places.push(world.checkpoint());
    world.decide(ok);
  }
}

it('puts a socket back to the address that it was bound to between two checkpoints', async () => {
  const argv = [await bench.compile('rewind/bound-six')];
  await using world = await openWorld(settingsFor(argv, { engine: 'rewind' }));
  const places: Checkpoint[] = [];
  world.restore(beginning);
  expect(await printed(world, places)).toBe('::1 1\n');
  const [atBind, atListen] = places;
  for (const place of [atListen, atBind, atListen]) {
    if (place === undefined) throw new Error('no checkpoint');
    world.restore(place);
    world.decide(ok);
    expect(await printed(world, [])).toBe('::1 1\n');
  }
  expect(await world.travel()).toMatchObject({ rewound: 3, reexecuted: 1 });
});
