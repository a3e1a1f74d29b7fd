import { statSync } from 'node:fs';
import { release } from 'node:os';
import type { Settings } from '../../model/settings.js';
import type { World } from '../../model/world.js';
import type { Inputs } from '../../report/history-schema.js';
import { ownVersion } from '../../support/own-version.js';
import type { Digests } from './digests.js';
import { inputNames } from './input-names.js';

interface Explored {
  readonly settings: Settings;
  readonly worlds: readonly Pick<World, 'files'>[];
  /** When the first run began: milliseconds since 1970. */
  readonly beganMs: number;
  /** Name of the journal that all runs stand in; absent where it has others as well. */
  readonly journal: string | undefined;
  /** What runs depend on that were not executed this time. */
  readonly earlier: readonly string[];
}

/** What the results of an exploration depend on besides its configuration. */
export function worldInputs(explored: Explored, digests: Digests): Inputs {
  const nothing = { version: ownVersion, kernel: release(), journals: [], files: [] };
  const { settings, worlds, journal, beganMs, earlier } = explored;
  const unknown = whyUnknown(settings, journal);
  if (unknown !== undefined) return { ...nothing, unknown };
  const lookedFor = worlds.flatMap(({ files = [] }) => [...files]);
  const names = inputNames(settings, [...lookedFor, ...earlier]);
  const late = names.find((name) => hasChangedAfter(name, beganMs));
  if (late !== undefined)
    return { ...nothing, unknown: `${late} has changed while the programs ran` };
  const files = names.map((path) => ({ path, digest: digests.of(path) }));
  return { ...nothing, journals: journal === undefined ? [] : [journal], files };
}

function whyUnknown({ engine, sealed }: Settings, journal: string | undefined): string | undefined {
  if (engine === 'qemu') return 'what programs read in a machine is not known';
  if (!sealed) return 'without a seal, programs use more than files';
  return journal === undefined ? 'the exploration went on with an interrupted one' : undefined;
}

/** Directories change with every file that is made next to those that are read. */
function hasChangedAfter(name: string, momentMs: number): boolean {
  try {
    const stat = statSync(name);
    return stat.isFile() && stat.ctimeMs > momentMs;
  } catch {
    return false;
  }
}
