import { afterAll, expect, test } from 'vitest';
import { present } from '../../src/support/assert.js';
import { FixtureWorld } from './explore-fixture.js';
import { Workbench } from './workbench.js';

const bench = new Workbench();
afterAll(() => bench[Symbol.dispose]());

test('counters of clang are read, by their sections and names', async () => {
  const sut = await bench.compile('coverage/sections');
  const rules = [{ call: 'sendto', outcomes: ['ENOMEM'] }];
  const faults = { presets: [], rules, bare: true, persistence: 'once' } as const;
  await using world = await FixtureWorld.open([sut], { strategy: 'coverage-guided', faults });
  const quiet = (await world.run()).termination.edges;
  const failing = (await world.run({ call: 'send', outcome: 'ENOMEM' })).termination.edges;
  expect([quiet, failing]).toMatchObject([[{ module: sut }], [{ module: sut }]]);
  // Of the three areas, wherever the linker puts them, ten in all.
  expect(present(quiet?.[0], 'a module')).toMatchObject({ count: 10 });
  expect(quiet?.[0]?.reached).toHaveLength(3);
  expect(failing?.[0]?.reached).toEqual(expect.arrayContaining([...(quiet?.[0]?.reached ?? [])]));
  expect(failing?.[0]?.reached).toHaveLength(4);
});

test('a program without counters has no edges', async () => {
  const sut = await bench.compile('coverage/hidden');
  await using world = await FixtureWorld.open([sut], { strategy: 'coverage-guided' });
  expect((await world.run()).termination.edges).toEqual([]);
});

test('nobody else is asked for them', async () => {
  const sut = await bench.compile('coverage/sections');
  await using world = await FixtureWorld.open([sut]);
  expect((await world.run()).termination.edges).toBeUndefined();
});
