import { resolve } from '../src/config/resolve.js';
import type { EngineName, Settings } from '../src/model/settings.js';
import type { BenchWorld } from './worlds.js';

const order = { strategy: 'depth-first', thorough: true } as const;

/** Every single fault, also where it is alike, and nothing on the command line. */
export function settingsOf({ config }: BenchWorld, engine: EngineName): Settings {
  const directory = import.meta.dirname;
  const limits = { maxFaults: 1, wallMs: 60_000, readyMs: 60_000, ...config.limits };
  const loaded = {
    config: { ...order, ...config, engine, limits },
    predicate: undefined,
    origin: 'the benchmark',
    directory,
  };
  const env = { PATH: process.env['PATH'], HOME: '/' };
  const nothing = { directory, fields: {}, sut: {}, peers: [], drivers: [], probes: [] };
  return resolve(loaded, nothing, { env, uid: process.geteuid?.() ?? 0 });
}
