import { z } from 'zod';
import { didYouMean } from './did-you-mean.js';

/**
 * Builders of schema leaves whose error text says what was expected, in the words of the user.
 * `config-issues.ts` adds where it was expected and what stood there instead.
 */
export function strict<T extends z.ZodRawShape>(shape: T): z.ZodObject<T, z.core.$strict> {
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys' ? unknownKeys(issue.keys, shape) : 'expected an object',
  });
}

function unknownKeys(keys: readonly string[], shape: z.ZodRawShape): string {
  const known = Object.keys(shape);
  const named = keys.map((key) => `"${key}"${didYouMean(key, known)}`).join(', ');
  return `unknown ${keys.length === 1 ? 'key' : 'keys'} ${named}`;
}

export function whole(min: number, max: number, what = 'a whole number'): z.ZodNumber {
  const isOpen = max === Number.MAX_SAFE_INTEGER;
  const range = isOpen ? `of at least ${String(min)}` : `between ${String(min)} and ${String(max)}`;
  const error = `expected ${what} ${range}`;
  return z.number({ error }).int({ error }).min(min, { error }).max(max, { error });
}

/** Node's timers end at 2^31 - 1 ms: a longer one would fire at once. */
export const longestMs = 2 ** 31 - 1;

export function milliseconds(min = 1): z.ZodNumber {
  return whole(min, longestMs, 'milliseconds');
}

export function port(): z.ZodNumber {
  return whole(1, 65535, 'a number');
}

/** The kernel takes no NUL byte in arguments, environment and paths. */
export function text(what: string): z.ZodString {
  const error = `expected ${what}`;
  return z.string({ error }).refine((value) => !value.includes('\0'), {
    error: `expected ${what} without a NUL byte`,
  });
}

export function filled(what: string): z.ZodString {
  return text(what).min(1, { error: `expected ${what}` });
}

export function flag(): z.ZodBoolean {
  return z.boolean({ error: 'expected true or false' });
}

export function listOf<T extends z.ZodType>(item: T, what: string): z.ZodArray<T> {
  return z.array(item, { error: `expected a list of ${what}` });
}

export function oneOf<const T extends readonly string[]>(
  words: T,
): z.ZodEnum<z.core.util.ToEnum<T[number]>> {
  const error = `expected one of ${words.map((word) => `"${word}"`).join(', ')}`;
  return z.enum(words, { error });
}
