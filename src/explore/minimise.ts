import { comparePaths, type Path } from '../model/path.js';
import type { Defect } from '../model/run.js';
import { withFewerFaults, withSimplerOutcomes } from './smaller-paths.js';

/** Runs a path from the beginning: the same defect, with the path that showed it, or undefined. */
type Attempt = (path: Path) => Promise<Defect | undefined>;

/**
 * The same defect with the fewest faults, and the simplest outcomes, that an attempt confirms. No
 * smaller part of the faults shows it; of more than five, no part with one fault less.
 */
export async function minimise(defect: Defect, attempt: Attempt): Promise<Defect> {
  const fewest = await descend(defect, attempt, ({ path }) => withFewerFaults(path));
  return descend(fewest, attempt, ({ path, sites }) => withSimplerOutcomes(path, sites));
}

/** Goes to the first smaller path that shows the defect, and on from there. */
async function descend(
  defect: Defect,
  attempt: Attempt,
  smaller: (defect: Defect) => readonly Path[],
): Promise<Defect> {
  for (const path of smaller(defect)) {
    const found = await attempt(path);
    if (found === undefined || comparePaths(found.path, defect.path) >= 0) continue;
    return descend(found, attempt, smaller);
  }
  return defect;
}
