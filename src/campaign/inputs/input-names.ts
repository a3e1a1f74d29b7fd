import type { ProgramSettings, Settings } from '../../model/settings.js';
import { loadedWith } from './loaded-with.js';
import { seesHost } from './of-the-host.js';

/** All files of this machine that the runs of a world may depend on, sorted. */
export function inputNames(settings: Settings, lookedFor: Iterable<string>): readonly string[] {
  const { sut, peers, drivers, probes } = settings;
  const given = [sut, ...peers, ...drivers, ...probes].flatMap(filesOf);
  const isOfHost = seesHost(settings);
  const names = new Set([...given, ...lookedFor].filter(isOfHost));
  // A set hands out what joins it while it is gone through: interpreters have loaders.
  for (const name of names) {
    const loader = loadedWith(name);
    if (loader !== undefined && isOfHost(loader)) names.add(loader);
  }
  return [...names].sort();
}

/** The kernel finds these without a call of the program. */
function filesOf({ file, stdin, cwd }: ProgramSettings): readonly string[] {
  return [file, stdin, cwd];
}
