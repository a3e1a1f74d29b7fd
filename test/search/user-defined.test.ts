import { describe, expect, it } from 'vitest';
import type { Candidate, StrategyFunction } from '../../src/model/strategy-function.js';
import { OperatorError } from '../../src/support/operator-error.js';
import { explore, type Explored } from './harness.js';
import { asking, looping } from './programs.js';

async function explored(preference: StrategyFunction, maxFaults = 1): Promise<Explored> {
  return explore(asking, { strategy: 'user-defined', preference, limits: { maxFaults } });
}

async function failureOf(preference: StrategyFunction): Promise<OperatorError> {
  const failure: unknown = await explored(preference).catch((error: unknown) => error);
  if (failure instanceof OperatorError) return failure;
  throw new Error('it was explored');
}

describe('a strategy of the user’s own', () => {
  it('goes where the number is highest, of equal ones in order of discovery', async () => {
    const { readable } = await explored(({ outcome }) => (outcome === 'eof' ? 1 : 0));
    expect(readable).toEqual([
      'ok',
      'recv#1=eof',
      'recv#2=eof',
      'connect#1=ECONNREFUSED',
      'send#1=EPIPE',
      'recv#1=ECONNRESET',
      'send#2=EPIPE',
      'recv#2=ECONNRESET',
    ]);
  });

  it('is told of the fault, where it would happen, and of those before', async () => {
    const seen: Candidate[] = [];
    await explored((candidate) => seen.push(candidate), 2);
    const last = seen.find(({ path }) => path[0]?.outcome === 'eof');
    expect(last).toMatchObject({
      site: 'send client:5000 @main',
      outcome: 'EPIPE',
      path: [{ site: 'recv client:5000 @main', outcome: 'eof' }],
    });
    expect(last?.point.name).toBe('send client:5000 @main #2');
  });

  it('is asked once for each path', async () => {
    const asked: string[] = [];
    const preference: StrategyFunction = ({ point, outcome }) =>
      asked.push(`${point.name}=${outcome}`);
    const { order } = await explored(preference);
    expect(new Set(asked).size).toBe(asked.length);
    expect(asked).toHaveLength(order.length - 1);
  });

  it('keeps many paths in order', async () => {
    const preference: StrategyFunction = ({ point, path }) => point.name.length - path.length * 3;
    const setup = { strategy: 'user-defined', preference, limits: { maxFaults: 4 } } as const;
    const { order } = await explore(looping, setup);
    expect(new Set(order).size).toBe(3 ** 3 * 2);
  });
});

describe('a strategy of the user’s own is refused', () => {
  const where = 'for ECONNREFUSED at connect client:5000 @main #1';
  const answers: readonly (readonly [unknown, string])[] = [
    [NaN, 'NaN'],
    [Infinity, 'Infinity'],
    ['high', '"high"'],
    [undefined, 'undefined'],
    [null, 'null'],
    [true, 'true'],
    [1n, 'the bigint 1n'],
    [Symbol('x'), 'Symbol(x)'],
    [{ worth: 1 }, 'an object'],
    [() => 1, 'a function'],
  ];

  it.each(answers)('when it answers %s', async (answer, shown) => {
    const error = await failureOf(() => answer as number);
    expect(error.message).toBe(`The strategy function returned ${shown} ${where}.`);
    expect(error.hint).toBe('Return a finite number: the path with the highest one is run first.');
    expect(error.code).toBe(2);
  });

  it('when it answers a promise, whatever becomes of that', async () => {
    const promised = (async () => Promise.reject(new Error('later'))) as unknown;
    const error = await failureOf(promised as StrategyFunction);
    expect(error.message).toBe(`The strategy function returned a promise ${where}.`);
  });

  it('when it throws', async () => {
    const throwing = (): number => {
      throw new Error('no such call');
    };
    const error = await failureOf(throwing);
    expect(error.message).toBe(`The strategy function threw ${where}: no such call`);
    expect(error.code).toBe(2);
  });
});
