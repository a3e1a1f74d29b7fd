import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileError } from './file-error.js';

const root = '.chokepoint';
export const journalName = 'journal.jsonl';

/** `.chokepoint/<digest>/` under the working directory: all that is kept of an exploration. */
export function runDirectory(workingDirectory: string, digest: string): string {
  return join(workingDirectory, root, digest);
}

/** Makes the directory, readable by its owner only: settings hold the programs' environment. */
export function makeRunDirectory(workingDirectory: string, digest: string): string {
  const directory = runDirectory(workingDirectory, digest);
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw fileError(error, directory);
  }
  return directory;
}

/** The journal of the exploration that a token's digest names; undefined when there is none. */
export function findJournal(workingDirectory: string, digest: string): string | undefined {
  const file = join(runDirectory(workingDirectory, digest), journalName);
  return existsSync(file) ? file : undefined;
}
