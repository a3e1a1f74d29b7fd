import type { WorldRequest } from '../campaign/requests.js';
import { discoverConfig } from '../config/config-file.js';
import { parseToken } from '../model/token.js';
import { readJournal } from '../store/read-journal.js';
import { findJournal } from '../store/run-directory.js';

/**
 * The world of a token that comes without one, as the journal in this directory recorded it.
 * A configuration in the directory goes first: a journal holds no predicate.
 * @returns undefined when there is a configuration, or no journal for this token
 */
export function recordedWorld(token: string, directory: string): WorldRequest | undefined {
  const parsed = parseToken(token);
  if (parsed.kind !== 'ok' || discoverConfig(directory) !== undefined) return undefined;
  const file = findJournal(directory, parsed.token.configDigest);
  if (file === undefined) return undefined;
  const { settings } = readJournal(file).header;
  return { settings, predicate: undefined, configFile: undefined };
}
