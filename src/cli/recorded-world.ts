import { readToken } from '../campaign/valid-token.js';
import type { WorldRequest } from '../campaign/requests.js';
import { discoverConfig } from '../config/config-file.js';
import { readJournal } from '../store/read-journal.js';
import { findJournal } from '../store/run-directory.js';

/**
 * The world of a token that comes without one, as the journal in this directory recorded it.
 * A configuration in the directory goes first: a journal holds no predicate.
 * @returns undefined when there is a configuration, or no journal for this token
 * @throws OperatorError when it is no token: without a world there is nothing else to go by
 */
export function recordedWorld(token: string, directory: string): WorldRequest | undefined {
  const { configDigest } = readToken(token);
  if (discoverConfig(directory) !== undefined) return undefined;
  const file = findJournal(directory, configDigest);
  if (file === undefined) return undefined;
  const { settings } = readJournal(file).header;
  return { settings, predicate: undefined, preference: undefined, configFile: undefined };
}
