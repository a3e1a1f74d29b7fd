import path from 'node:path';
import { conduct } from '../campaign.js';
import { publishEvidence } from '../campaign/evidence/publish-evidence.js';
import type { ExploreRequest } from '../campaign/requests.js';
import { evidencePlace } from '../config/evidence-place.js';
import { untilAborted } from '../campaign/until-aborted.js';
import { namedConfig } from '../config/config-file.js';
import { checkedConfig, loadConfig, type LoadedConfig } from '../config/load-config.js';
import type { UserConfig } from '../config/config-schema.js';
import { resolve } from '../config/resolve.js';
import { strategyFunction } from '../config/strategy-schema.js';
import type { ExplorationResult, ExploreOptions } from './explore-options.js';
import { replayCommand, replayIn } from './replay-command.js';
import { silentScreen } from './silent-screen.js';

/** What `explore` of the package does: the command of that name, without words and output. */
export async function exploreConfig(
  config: UserConfig | string,
  options: ExploreOptions,
): Promise<ExplorationResult> {
  const { signal = new AbortController().signal } = options;
  const during = async <T>(work: Promise<T>): Promise<T> => untilAborted(signal, work);
  const request = await during(requestOf(config, options));
  const screen = silentScreen();
  const explored = await conduct(request, screen, { signal, during });
  using evidence = explored.evidence;
  const { end, lcov } = explored;
  return { report: publishEvidence(evidence, explored.report, request, screen), end, lcov };
}

async function requestOf(
  config: UserConfig | string,
  { directory: given = '.', env = process.env, since, everything = false }: ExploreOptions,
): Promise<ExploreRequest> {
  const directory = path.resolve(given);
  const configFile = typeof config === 'string' ? namedConfig(directory, config) : undefined;
  const loaded =
    configFile === undefined
      ? checkedConfig(config, 'what explore() was given', directory)
      : await loadConfig(configFile);
  return {
    settings: settingsOf(loaded, directory, env),
    predicate: loaded.predicate,
    preference: strategyFunction(loaded.config.strategy),
    configFile,
    directory,
    views: [],
    resume: false,
    shard: undefined,
    since: since === undefined ? undefined : path.resolve(directory, since),
    everything,
    hasEpoch: loaded.config.epoch !== undefined,
    failIncomplete: false,
    quiet: true,
    ui: false,
    evidence: evidencePlace(loaded, directory),
    replayCommand: (token, program) =>
      program === undefined
        ? replayCommand(token, directory, configFile)
        : replayIn(directory, configFile, token, program),
  };
}

function settingsOf(
  loaded: LoadedConfig,
  directory: string,
  env: NonNullable<ExploreOptions['env']>,
): ExploreRequest['settings'] {
  const nothing = { directory, fields: {}, sut: {}, peers: [], drivers: [], probes: [] };
  return resolve(loaded, nothing, { env, uid: process.geteuid?.() ?? 0 });
}
