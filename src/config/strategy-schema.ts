import { z } from 'zod';
import { strategies } from '../model/settings.js';
import type { StrategyFunction } from '../model/strategy-function.js';
import { didYouMean } from './did-you-mean.js';

const names = strategies.map((name) => `"${name}"`).join(', ');

function expected({ input }: { readonly input?: unknown }): string {
  const meant = typeof input === 'string' ? didYouMean(input, strategies) : '';
  return `expected ${names}, or a function${meant}`;
}

function isFunction(value: unknown): boolean {
  return typeof value === 'function';
}

/** A strategy by its name, or a function that prefers one path to another. */
export const strategySchema = z.union(
  [z.enum(strategies), z.custom<StrategyFunction>(isFunction)],
  {
    error: expected,
  },
);

export function strategyFunction(
  strategy: z.input<typeof strategySchema> | undefined,
): StrategyFunction | undefined {
  return typeof strategy === 'function' ? strategy : undefined;
}
