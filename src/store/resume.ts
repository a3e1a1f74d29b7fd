import type { Run } from '../model/run.js';
import { OperatorError } from '../support/operator-error.js';
import { Journal } from './journal.js';
import { readJournal, type JournalHeader } from './read-journal.js';
import { findJournal, runDirectory } from './run-directory.js';

export interface Resumed {
  /** Open for the runs that are still to come; the caller disposes of it. */
  readonly journal: Journal;
  /** Finished runs by where they started, as the explorer wants them. */
  readonly recorded: ReadonlyMap<string, Run>;
}

/**
 * Opens the journal of an interrupted exploration to go on with it. The explorer meets the
 * recorded runs again without executing them, so that the frontier, the bounds and the order are
 * those of an exploration that was never interrupted. Throws an OperatorError when there is no
 * journal for these settings, or when it belongs to another build of the program.
 */
export function resumeExploration(
  workingDirectory: string,
  expected: Pick<JournalHeader, 'configDigest' | 'buildId'>,
): Resumed {
  const file = findJournal(workingDirectory, expected.configDigest);
  if (file === undefined) throw nothingToResume(workingDirectory, expected.configDigest);
  const contents = readJournal(file);
  if (contents.header.buildId !== expected.buildId) throw otherBuild(contents.header.buildId);
  const recorded = new Map(contents.runs.map(({ from, run }) => [from, run]));
  return { journal: Journal.reopen(file, contents), recorded };
}

function nothingToResume(workingDirectory: string, digest: string): OperatorError {
  return new OperatorError(
    `There is nothing to resume: ${runDirectory(workingDirectory, digest)} holds no journal.`,
    'Explore without --resume first, with the same programs and faults, in the same directory.',
  );
}

function otherBuild(buildId: string): OperatorError {
  return new OperatorError(
    `The program changed since the exploration began (its build was ${buildId}).`,
    'The recorded paths belong to the old build. Explore again without --resume.',
  );
}
