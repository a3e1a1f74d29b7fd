import type { UserConfig } from '../../src/config/config-schema.js';
import type { EngineName } from '../../src/model/settings.js';
import { exploreOnce } from './explore-once.js';
import { alphabetClient } from './programs.js';

/** What is measured beside the paper's tools; a name stands for a column of the tables. */
export interface EngineUnderTest {
  readonly name: string;
  /** Laid over the configuration of each world. */
  readonly config: Pick<UserConfig, 'guest'> & { readonly engine: EngineName };
}

/** As much as the paper gives the guest of SBUML (section 5.3). */
const memoryBytes = 256 * 2 ** 20;

const all: readonly EngineUnderTest[] = [
  { name: 'rewind', config: { engine: 'rewind' } },
  { name: 'replay', config: { engine: 'replay' } },
  { name: 'qemu', config: { engine: 'qemu', guest: { memoryBytes } } },
  {
    name: 'qemu, files',
    config: { engine: 'qemu', guest: { memoryBytes, checkpoints: 'files' } },
  },
];

/** Engines, and why this machine has not got the others. */
export interface Lineup {
  readonly engines: readonly EngineUnderTest[];
  readonly skipped: Readonly<Record<string, string>>;
}

/** @param names only these; all, if there are none */
export function lineup(names: readonly string[]): Lineup {
  const engines: EngineUnderTest[] = [];
  const skipped: Record<string, string> = {};
  for (const engine of all) {
    if (names.length > 0 && !names.includes(engine.name)) continue;
    const tried = exploreOnce({ ...alphabetClient, ...engine.config }, ['--max-paths', '1']);
    if (typeof tried === 'string') skipped[engine.name] = tried;
    else engines.push(engine);
  }
  for (const [name, why] of Object.entries(skipped)) console.log(`${name}: skipped: ${why}`);
  return { engines, skipped };
}
