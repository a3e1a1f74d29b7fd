import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { makeDirectory } from '../support/make-directory.js';
import { fileError } from './file-error.js';

const root = '.chokepoint';
export const journalName = 'journal.jsonl';
/** What an exploration that is overwritten leaves behind, in case it was not meant. */
export const previousName = 'journal.previous.jsonl';

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

/** The journals of the last explorations of a configuration, the latest first. */
export function journalFiles(workingDirectory: string, digest: string): readonly string[] {
  const directory = runDirectory(workingDirectory, digest);
  return [journalName, previousName].map((name) => join(directory, name)).filter(existsSync);
}

/** The journal of the exploration that a token's digest names; undefined when there is none. */
export function findJournal(workingDirectory: string, digest: string): string | undefined {
  const file = join(runDirectory(workingDirectory, digest), journalName);
  return existsSync(file) ? file : undefined;
}
