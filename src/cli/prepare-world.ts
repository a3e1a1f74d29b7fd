import path from 'node:path';
import { evidencePlace } from '../config/evidence-place.js';
import { discoverConfig, namedConfig } from '../config/config-file.js';
import { emptyConfig, loadConfig, type LoadedConfig } from '../config/load-config.js';
import { resolve } from '../config/resolve.js';
import { strategyFunction } from '../config/strategy-schema.js';
import type { Caller } from './caller.js';
import type { WorldRequest } from '../campaign/requests.js';
import { commandLineOf, type Draft } from './draft.js';

/** A world that is ready to be run, and the words that describe it again. */
interface PreparedWorld {
  readonly request: WorldRequest;
  readonly words: readonly string[];
  /** Absolute path of the directory for evidence; undefined: none is wanted. */
  readonly evidence: string | undefined;
}

/**
 * Configuration file, options and program, checked and put together.
 * @param program the words after `--`, if there were any
 */
export async function prepareWorld(
  draft: Draft,
  program: readonly string[] | undefined,
  caller: Caller,
): Promise<PreparedWorld> {
  const { directory, env, uid } = caller;
  const configFile = findConfig(draft, program, directory);
  const loaded = await load(configFile, directory);
  const settings = resolve(loaded, commandLineOf(draft, directory, program), { env, uid });
  return {
    request: {
      settings,
      predicate: loaded.predicate,
      preference: strategyFunction(loaded.config.strategy),
      configFile,
      hasEpoch: (draft.fields.epoch ?? loaded.config.epoch) !== undefined,
    },
    words: worldWords(draft, configFile, program, directory),
    evidence: evidencePlace(loaded, directory, draft.evidence),
  };
}

function findConfig(
  draft: Draft,
  program: readonly string[] | undefined,
  directory: string,
): string | undefined {
  if (draft.configFile !== undefined) return namedConfig(directory, draft.configFile);
  return program === undefined ? discoverConfig(directory) : undefined;
}

async function load(file: string | undefined, directory: string): Promise<LoadedConfig> {
  return file === undefined ? emptyConfig(directory) : loadConfig(file);
}

/** A configuration that was found is named, so that the command does not depend on the search. */
function worldWords(
  draft: Draft,
  configFile: string | undefined,
  program: readonly string[] | undefined,
  directory: string,
): readonly string[] {
  const found = configFile !== undefined && draft.configFile === undefined;
  return [
    ...(found ? ['--config', path.relative(directory, configFile)] : []),
    ...draft.worldWords,
    ...(program === undefined ? [] : ['--', ...program]),
  ];
}
