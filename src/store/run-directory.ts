import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { makeDirectory } from '../support/make-directory.js';
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
    makeDirectory(directory);
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
