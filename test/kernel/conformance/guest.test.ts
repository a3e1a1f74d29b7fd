import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeGuest } from '../../support/guest-cache.js';
import { program } from '../explore-fixture.js';
import { GuestWorlds } from '../guest-world.js';
import { Workbench } from '../workbench.js';
import { streamOutcomes } from './stream-outcomes.js';
import { transcriptIn } from './transcript.js';

/** Each opens three machines, and some fault-free runs of the program never end. */
const timeout = 180_000;

/** Where time is short, what qemu-events.test.ts asks for is enough. */
const isShort = process.env['CHOKEPOINT_CONFORMANCE'] !== 'all';
const why = 'takes a minute in an emulated machine: set CHOKEPOINT_CONFORMANCE=all';

/** As outside (streams.test.ts), by the library in the machine. */
describeGuest('in a machine', () => {
  const bench = new Workbench();
  let guests: GuestWorlds;

  beforeAll(() => {
    guests = new GuestWorlds();
  }, 120_000);

  afterAll(() => {
    guests[Symbol.dispose]();
    bench[Symbol.dispose]();
  });

  it.for(['nonblocking', 'vectors'])('%s', { timeout }, async (way, context) => {
    context.skip(isShort, why);
    const file = await bench.compile('conformance/streams');
    const run = async (mode: string, wanted: readonly string[] = []) => {
      await using worlds = await guests.open(program('sut', [file, mode, way, 'inet', '1']));
      return await transcriptIn(worlds.all[0], wanted);
    };
    const injected = await run('injected', streamOutcomes(way));
    expect(injected.program).toEqual((await run('real')).program);
    expect(injected.other).toEqual((await run('mirrored')).other);
  });
});
