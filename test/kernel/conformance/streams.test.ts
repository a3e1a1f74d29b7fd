import { afterAll, describe, expect, test } from 'vitest';
import { Workbench } from '../workbench.js';
import { transcriptOf, type Plan } from './transcript.js';

const bench = new Workbench();
afterAll(() => bench[Symbol.dispose]());

/** The rows of streams.c by the outcome that stands for what happens in them. */
const outcomes = (isPatient: boolean): readonly string[] => [
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
  isPatient ? 'ECONNREFUSED' : 'so_error-ECONNREFUSED',
  'dead',
  'dead',
];
/** In how many orders each row asks its questions afterwards. */
const orders = 5;

const patient = ['blocking', 'limited', 'vectors', 'message', 'plain'];
const impatient = ['nonblocking', 'poll', 'select', 'epoll', 'edge'];
const ways = [...patient, ...impatient].map((way) => [way, 'inet'] as const);

describe.each<Plan>([{ engine: 'replay' }])('$engine', (plan) => {
  test.each([...ways, ['blocking', 'inet6'], ['poll', 'mapped']] as const)(
    '%s over %s',
    async (way, family) => {
      const program = await bench.compile('conformance/streams');
      const run = async (mode: string, wanted: readonly string[] = []) =>
        transcriptOf([program, mode, way, family], wanted, plan);
      const each = outcomes(patient.includes(way)).flatMap((outcome) =>
        Array.from({ length: orders }, () => outcome),
      );
      const injected = await run('injected', each);
      expect(injected.program).toEqual((await run('real')).program);
      expect(injected.other).toEqual((await run('mirrored')).other);
    },
  );
});
