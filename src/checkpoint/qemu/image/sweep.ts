import { readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { temporarySuffix } from './cache-directory.js';

/** Somebody may be about to boot a younger one, or still be writing it. */
const usedRecentlyMs = 60 * 60 * 1000;

interface Kept {
  readonly file: string;
  readonly usedMs: number;
}

/** Removes all but the newest files of a directory, and what builders left that were killed. */
export function sweep(directory: string, keep: number): void {
  const files = filesOf(directory).sort((a, b) => b.usedMs - a.usedMs);
  const isLeft = ({ file }: Kept): boolean => file.endsWith(temporarySuffix);
  const surplus = files.filter((file) => !isLeft(file)).slice(keep);
  for (const { file, usedMs } of [...surplus, ...files.filter(isLeft)]) {
    if (Date.now() - usedMs > usedRecentlyMs) rmSync(file, { force: true });
  }
}

/** Others sweep as well: what has just gone is left out. */
function filesOf(directory: string): Kept[] {
  return readdirSync(directory).flatMap((name) => {
    const file = path.join(directory, name);
    const stat = statSync(file, { throwIfNoEntry: false });
    return stat === undefined ? [] : [{ file, usedMs: stat.mtimeMs }];
  });
}
