import { afterAll, describe, expect, test } from 'vitest';
import { Workbench } from '../workbench.js';
import { transcriptOf, type Plan } from './transcript.js';

const bench = new Workbench();
afterAll(() => bench[Symbol.dispose]());

/** The rows of streams.c by the outcome that stands for what happens in them. */
const outcomes = (way: string): readonly string[] => [
  'ECONNRESET',
  'ECONNRESET',
  'ECONNRESET',
  'ECONNRESET',
  'ECONNRESET',
  'eof',
  'eof',
  'EPIPE',
  'EPIPE',
  'ENOTCONN',
  'ENOTCONN',
  'so_error-ECONNRESET',
  'reset-after-2',
  'reset-after-2',
  'lost',
  'short-1',
  patient.includes(way) ? 'ECONNREFUSED' : 'so_error-ECONNREFUSED',
  ...(way === 'nonblocking' ? ['EAGAIN'] : []),
  'EAGAIN',
  'dead',
  'dead',
];
/** In how many orders each row asks its questions afterwards. */
const allOrders = 5;
const fewOrders = 1;

const patient = ['blocking', 'limited', 'vectors', 'message', 'plain'];
const impatient = ['nonblocking', 'poll', 'select', 'epoll', 'edge'];
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

const rings: readonly Ring[] = [
  { name: 'replay', plan: { engine: 'replay' }, goesBack: false },
  { name: 'rewind', plan: { engine: 'rewind', verify: true }, goesBack: true },
];

describe.each(rings)('$name', ({ plan, goesBack }) => {
  test.each([...ways, ...others])('%s over %s', async (way, family) => {
    const program = await bench.compile('conformance/streams');
    const orders = way === 'blocking' && !goesBack ? allOrders : fewOrders;
    const run = async (mode: string, wanted: readonly string[] = []) =>
      transcriptOf([program, mode, way, family, String(orders)], wanted, plan, goesBack);
    const rows = family === 'unix' ? localOutcomes : outcomes(way);
    const each = rows.flatMap((outcome) => Array.from({ length: orders }, () => outcome));
    const injected = await run('injected', each);
    expect(injected.refusals).toEqual({});
    expect(injected.program).toEqual((await run('real')).program);
    expect(injected.other).toEqual((await run('mirrored')).other);
  });
});
