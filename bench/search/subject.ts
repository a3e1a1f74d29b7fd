import type { UserConfig } from '../../src/config/config-schema.js';
import { loadConfig } from '../../src/config/load-config.js';
import { resolve } from '../../src/config/resolve.js';
import type { Settings } from '../../src/model/settings.js';
import type { SeededExample } from './programs.js';

export type FaultsConfig = NonNullable<UserConfig['faults']>;

/** Up to so many faults on a path. */
const limits = { maxFaults: 2, maxPaths: 100_000, timeMs: 0 };

/** The example's world with its counters read, every outcome of the network, two at a time. */
export async function settingsOf(example: SeededExample): Promise<Settings> {
  const { config, directory } = await loadConfig(example.config);
  const changed = { faults: example.faults, limits: { ...config.limits, ...limits } };
  const loaded = {
    config: { ...config, ...changed, strategy: 'coverage-guided', engine: 'rewind' } as const,
    predicate: undefined,
    origin: 'the benchmark',
    directory,
  };
  const env = { PATH: process.env['PATH'], HOME: '/' };
  const nothing = { directory, fields: {}, sut: {}, peers: [], drivers: [], probes: [] };
  const settings = resolve(loaded, nothing, { env, uid: process.geteuid?.() ?? 0 });
  return { ...settings, sut: withCounters(settings.sut, example) };
}

function withCounters(sut: Settings['sut'], example: SeededExample): Settings['sut'] {
  return { ...sut, file: example.sut, argv: [example.sut, ...sut.argv.slice(1)] };
}
