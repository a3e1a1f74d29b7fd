import { afterAll, expect, test } from 'vitest';
import { ok } from '../../src/model/outcome.js';
import type { Termination } from '../../src/model/termination.js';
import { beginning, type Checkpoint, type World } from '../../src/model/world.js';
import { openWorld, program, settingsFor } from './explore-fixture.js';
import { engine } from './rewind-area.js';
import { Workbench } from './workbench.js';

const bench = new Workbench();
afterAll(() => {
  bench[Symbol.dispose]();
});

/** The program writes 8 MB, and could touch 500 MB more. */
const limits = { checkpointBytes: 32 << 20 };
const sees = '2 2 2, reserve 2 0\n3 3 3, reserve 2 3\n';

/** @param places where the world is saved on the way */
async function toEnd(world: World, places: Checkpoint[]): Promise<Termination> {
  for (;;) {
    const step = await world.runToChoice();
    if (step.kind !== 'choice') return step.termination;
    places.push(world.checkpoint());
    world.decide(ok);
  }
}

test('address space that is only reserved costs nothing', async () => {
  const sut = program('sut', [await bench.compile('rewind/reserves')]);
  await using world = await openWorld(settingsFor(sut, { engine, limits }));
  const places: Checkpoint[] = [];
  world.restore(beginning);
  const ends = [await toEnd(world, places)];
  for (const place of [...places].reverse()) {
    world.restore(place);
    world.decide(ok);
    ends.push(await toEnd(world, []));
  }
  expect(ends.map(({ programs }) => programs[0]?.stdout)).toEqual(Array(4).fill(sees));
  const { rewound, refusals } = await world.travel();
  if (engine === 'rewind') expect({ rewound, refusals }).toEqual({ rewound: 3, refusals: {} });
});
