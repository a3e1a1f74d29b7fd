import { afterAll, describe, expect, test } from 'vitest';
import { Workbench } from '../workbench.js';
import { impatient, patient, streamOutcomes } from './stream-outcomes.js';
import { transcriptOf, type Plan } from './transcript.js';

const bench = new Workbench();
afterAll(() => bench[Symbol.dispose]());

/** In how many orders each row asks its questions afterwards. */
const allOrders = 5;
const fewOrders = 1;

const localOutcomes = ['eof', 'eof', 'EPIPE', 'EPIPE', 'short-1'];
const ways = [...patient, ...impatient].map((way) => [way, 'inet'] as const);

const others = [
  ['blocking', 'inet6'],
  ['poll', 'mapped'],
  ['blocking', 'unix'],
  ['edge', 'unix'],
] as const;

interface Ring {
  readonly name: string;
  readonly plan: Plan;
  /** Whether every decision is taken, undone, and taken again. */
  readonly goesBack: boolean;
}

/** To read a state is to be noticed by nobody; one row of those who would notice most. */
const states = { visited: true, ignore: [], ignoreClock: false, printed: false };

const rings: readonly Ring[] = [
  { name: 'replay', plan: { engine: 'replay' }, goesBack: false },
  { name: 'rewind', plan: { engine: 'rewind' }, goesBack: true },
];

/** Every way back is held against a re-execution where least and where most is restored. */
const verified = ['blocking', 'edge'];
const all = process.env['CHOKEPOINT_CONFORMANCE'] === 'all';

/** Each in a way of its own: by a call that waits, by one that asks, by edges; of each family. */
const usual = ['blocking inet', 'poll inet', 'edge inet', 'poll mapped', 'edge unix'];

/** Both engines bring events about by the same code: replaying, the plainest way stands for all. */
function waysOf(goesBack: boolean): readonly (readonly [string, string])[] {
  const every = [...ways, ...others];
  if (all) return every;
  const wanted = goesBack ? usual : usual.slice(0, 1);
  return every.filter((one) => wanted.includes(one.join(' ')));
}

describe.each(rings)('$name', ({ plan, goesBack }) => {
  test.each(waysOf(goesBack))('%s over %s', async (way, family) => {
    const how = {
      ...plan,
      verify: all || verified.includes(way),
      ...(way === 'edge' && { states }),
    };
    const program = await bench.compile('conformance/streams');
    const orders = way === 'blocking' && !goesBack ? allOrders : fewOrders;
    const run = async (mode: string, wanted: readonly string[] = []) =>
      transcriptOf([program, mode, way, family, String(orders)], wanted, how, goesBack);
    const rows = family === 'unix' ? localOutcomes : streamOutcomes(way);
    const each = rows.flatMap((outcome) => Array.from({ length: orders }, () => outcome));
    const injected = await run('injected', each);
    expect(injected.refusals).toEqual({});
    expect(injected.program).toEqual((await run('real')).program);
    expect(injected.other).toEqual((await run('mirrored')).other);
  });
});
