import type { RunOracle } from '../explore/events.js';
import { pathKey } from '../model/path.js';
import type { Defect } from '../model/run.js';
import type { Findings } from './findings.js';
import { minimiseDefects } from './minimise-defects.js';
import type { Worlds } from './open-worlds.js';
import type { ExploreRequest } from './requests.js';

/** What was found, each with its fewest faults unless nobody wants that. */
export async function minimalDefects(
  request: ExploreRequest,
  worlds: Worlds,
  findings: Findings,
  oracle: RunOracle,
  signal: AbortSignal,
): Promise<readonly Defect[]> {
  const defects = findings.list();
  if (!request.settings.minimise) return defects;
  const known = findings.runs.map(({ path }) => pathKey(path));
  const now = (): number => performance.now();
  return minimiseDefects(defects, { world: worlds.all[0], oracle, known, signal, now });
}
