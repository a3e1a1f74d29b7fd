import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { LocatedFunction } from './llvm-answer.js';

const run = promisify(execFile);
const namesPerCall = 500;

/** By the linker's name how people write it; of those that are not alike, and can be told. */
export async function readableNames(
  filter: string,
  functions: readonly LocatedFunction[],
): Promise<ReadonlyMap<string, string>> {
  const symbols = functions.map((found) => found.function.symbol);
  const encoded = [...new Set(symbols.filter((symbol) => symbol.startsWith('_Z')))];
  const names = new Map<string, string>();
  for (let first = 0; first < encoded.length; first += namesPerCall) {
    const some = encoded.slice(first, first + namesPerCall);
    const answer = await run(filter, some).catch(() => undefined);
    const texts = answer?.stdout.trimEnd().split('\n') ?? [];
    if (texts.length === some.length)
      some.forEach((symbol, i) => names.set(symbol, texts[i] ?? ''));
  }
  return names;
}
