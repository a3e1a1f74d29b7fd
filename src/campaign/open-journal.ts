import type { ExploreRequest } from './requests.js';
import { Journal } from '../store/journal.js';
import { resumeExploration, type Resumed } from '../store/resume.js';
import { makeRunDirectory } from '../store/run-directory.js';
import type { Identity } from './identity.js';

/** A new journal in the working directory, or the one of the exploration to go on with. */
export function openJournal({ settings, resume }: ExploreRequest, identity: Identity): Resumed {
  const directory = process.cwd();
  if (resume) return resumeExploration(directory, identity);
  const runDirectory = makeRunDirectory(directory, identity.configDigest);
  const journal = Journal.create(runDirectory, { ...identity, settings });
  return { journal, recorded: new Map() };
}
