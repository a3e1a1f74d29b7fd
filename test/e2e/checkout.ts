import { fileURLToPath } from 'node:url';
import path from 'node:path';

export const checkout = fileURLToPath(new URL('../../', import.meta.url)).replace(/\/$/, '');

export const commandFile = path.join(checkout, 'bin/chokepoint.js');

/** Absolute path of a file below `examples`. */
export function example(name: string): string {
  return path.join(checkout, 'examples', name);
}

/** Configurations of `examples`, as `configOf` takes them; of `leaks` one stands for all. */
export const exampleNames: readonly string[] = [
  'alphabet/ok',
  'alphabet/assert',
  'alphabet/segv',
  'alphabet/server',
  'http-server/chokepoint',
  'workers/chokepoint',
  'chat/chokepoint',
  'names/chokepoint',
  'retry/chokepoint',
  'patient/chokepoint',
  'leaks/socket',
];

/** The option that names an example's configuration. */
export function configOf(name: string): readonly string[] {
  return ['-c', example(`${name}.config.ts`)];
}

/** Two explorations name a path alike if they begin at the same moment. */
export const sameEpoch = ['--epoch', '2026-01-31'] as const;
