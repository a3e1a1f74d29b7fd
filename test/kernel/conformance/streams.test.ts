import { afterAll, describe, expect, test } from 'vitest';
import { Workbench } from '../workbench.js';
import { transcriptOf, type Plan } from './transcript.js';

const bench = new Workbench();
afterAll(() => bench[Symbol.dispose]());

/** The rows of streams.c by the outcome that stands for what happens in them. */
const outcomes = [
  'ECONNRESET',
  'ECONNRESET',
  'ECONNRESET',
  'eof',
  'EPIPE',
  'EPIPE',
  'ENOTCONN',
  'ENOTCONN',
  'so_error-ECONNRESET',
];
/** In how many orders each row asks its questions afterwards. */
const orders = 5;
const each = outcomes.flatMap((outcome) => Array.from({ length: orders }, () => outcome));

const ways = ['blocking', 'nonblocking', 'poll', 'select', 'epoll', 'edge', 'limited'];

describe.each<Plan>([{ engine: 'replay' }])('$engine', (plan) => {
  test.each([...ways.map((way) => [way, 'inet']), ['blocking', 'inet6'], ['poll', 'mapped']])(
    '%s over %s',
    async (way, family) => {
      const program = await bench.compile('conformance/streams');
      const run = async (mode: string, wanted: readonly string[] = []) =>
        transcriptOf([program, mode, way, family], wanted, plan);
      const injected = await run('injected', each);
      expect(injected.program).toEqual((await run('real')).program);
      expect(injected.other).toEqual((await run('mirrored')).other);
    },
  );
});
