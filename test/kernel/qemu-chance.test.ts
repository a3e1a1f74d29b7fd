import { afterAll, beforeAll, expect, it } from 'vitest';
import { beginning } from '../../src/model/world.js';
import { ok } from '../../src/model/outcome.js';
import type { Settings } from '../../src/model/settings.js';
import { describeGuest } from '../support/guest-cache.js';
import { program } from './explore-fixture.js';
import { GuestWorlds } from './guest-world.js';
import { Workbench } from './workbench.js';

const y2038 = Date.UTC(2038, 0, 19, 3, 14, 0, 250);

describeGuest('what is left to chance in a machine', () => {
  const bench = new Workbench();
  let guests: GuestWorlds;

  beforeAll(() => {
    guests = new GuestWorlds();
  }, 120_000);

  afterAll(() => {
    guests[Symbol.dispose]();
    bench[Symbol.dispose]();
  });

  /** What the program says in two runs: the same. */
  async function said(plan: Partial<Omit<Settings, 'sut' | 'limits'>>): Promise<readonly string[]> {
    const sut = program('sut', [await bench.compile('guest/chance')]);
    await using worlds = await guests.open(sut, {}, plan);
    const [world] = worlds.all;
    const runs: string[] = [];
    for (const _ of ['one', 'another']) {
      world.restore(beginning);
      let step = await world.runToChoice();
      for (; step.kind === 'choice'; step = await world.runToChoice()) world.decide(ok);
      runs.push(step.termination.programs[0]?.stdout ?? '');
    }
    expect(runs[1]).toBe(runs[0]);
    return (runs[0] ?? '').split('\n');
  }

  it('comes from the seed, and the date from the epoch', async () => {
    const [date, bytes] = await said({ epochMs: y2038 });
    expect(Number(date) - y2038 / 1000).toBeGreaterThan(0);
    expect(Number(date) - y2038 / 1000).toBeLessThan(1);
    const other = await said({ epochMs: 86_400_000, seed: 7 });
    expect(other[0]).toMatch(/^86400\./);
    expect(other[1]).not.toBe(bytes);
  });
});
