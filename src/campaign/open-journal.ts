import { randomUUID } from 'node:crypto';
import type { ExploreRequest } from './requests.js';
import { Journal } from '../store/journal.js';
import { resumeExploration, type Resumed } from '../store/resume.js';
import { readJournal } from '../store/read-journal.js';
import { findJournal, makeRunDirectory } from '../store/run-directory.js';
import type { Identity } from './identity.js';
import { stillMeant } from './still-meant.js';

interface OpenedJournal extends Resumed {
  /** Absent where it holds runs of another time. */
  readonly name?: string;
}

/** A new journal in the working directory, or the one of the exploration to go on with. */
export function openJournal(request: ExploreRequest, identity: Identity): OpenedJournal {
  const { settings, resume, directory } = request;
  if (resume) {
    const { journal, recorded } = resumeExploration(directory, identity);
    return { journal, recorded: stillMeant(recorded, settings) };
  }
  const runDirectory = makeRunDirectory(directory, identity.configDigest);
  const name = randomUUID();
  const journal = Journal.create(runDirectory, { ...identity, settings, name });
  return { journal, recorded: new Map(), name };
}

/** A resumed exploration goes on with the moment at which the runs of the first one began. */
export function atRecordedEpoch(request: ExploreRequest, identity: Identity): ExploreRequest {
  const file = findJournal(request.directory, identity.configDigest);
  // That there is nothing to resume is told when the journal is opened.
  if (!request.resume || file === undefined) return request;
  const { epochMs } = readJournal(file).header.settings;
  return { ...request, settings: { ...request.settings, epochMs }, hasEpoch: true };
}
