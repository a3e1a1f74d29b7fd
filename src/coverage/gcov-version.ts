import type { GcovObject } from '../tracer/counters/gcov-objects.js';

/** Whose files of counts are laid out as ours. */
export const knownCompilers = { first: 12, last: 14 } as const;

/** The major version of the compiler: "B22*" is 12.2, "A94*" was 9.4. */
export function compilerOf({ version }: GcovObject): number {
  const [tens = 0, ones = 0] = Buffer.from(version, 'latin1');
  return (tens - 'A'.charCodeAt(0)) * 10 + (ones - '0'.charCodeAt(0));
}

export function isKnownCompiler(major: number): boolean {
  return major >= knownCompilers.first && major <= knownCompilers.last;
}
