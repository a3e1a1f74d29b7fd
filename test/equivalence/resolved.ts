import type { UserConfig } from '../../src/config/config-schema.js';
import { resolve } from '../../src/config/resolve.js';
import type { Settings } from '../../src/model/settings.js';

/** The settings of a configuration with nothing on the command line, and with nothing left out. */
export function resolved(
  config: UserConfig,
  directory: string,
  env: Readonly<Record<string, string | undefined>>,
): Settings {
  const all = { strategy: 'depth-first', thorough: true, ...config } as const;
  const loaded = { config: all, predicate: undefined, origin: 'a test', directory };
  const nothing = { directory, fields: {}, sut: {}, peers: [], drivers: [], probes: [] };
  return resolve(loaded, nothing, { env, uid: process.geteuid?.() ?? 0 });
}
