import type { RunOracle } from '../explore/events.js';
import type { IsPlace } from '../explore/follow-path.js';
import { followPath } from '../explore/follow-path.js';
import { interrupted, interruptible } from '../explore/interruptible.js';
import { minimise } from '../explore/minimise.js';
import { outcomeId } from '../model/outcome.js';
import { comparePaths, pathKey, type Path } from '../model/path.js';
import type { Defect } from '../model/run.js';
import type { World } from '../model/world.js';
import type { Verdict } from '../model/verdict.js';
import { fingerprint, sameSymptom } from '../oracle/fingerprint.js';

/** The patience for all defects together; what is reached by then is what is reported. */
const patienceMs = 30_000;

interface Surroundings {
  readonly world: World;
  readonly oracle: RunOracle;
  /** Keys of paths that the search has run: what they show is known. */
  readonly known: Iterable<string>;
  readonly signal: AbortSignal;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
}

/** Each defect with the fewest faults and the simplest outcomes that show it from the start. */
export async function minimiseDefects(
  defects: readonly Defect[],
  surroundings: Surroundings,
): Promise<readonly Defect[]> {
  const trials = new Trials(surroundings);
  const minimal: Defect[] = [];
  for (const defect of defects) {
    const found = await minimise(defect, async (path) => trials.attempt(defect, path));
    const same = pathKey(found.path) === pathKey(defect.path);
    minimal.push(same ? defect : { ...found, reducedFrom: defect.path.length });
  }
  return merged(minimal);
}

/** What is the same once it is as small as can be is one defect: the first of them, by size. */
function merged(defects: readonly Defect[]): readonly Defect[] {
  const byFingerprint = new Map<string, Defect>();
  for (const defect of defects.toSorted((a, b) => comparePaths(a.path, b.path))) {
    const { fingerprint: key, count } = defect;
    const known = byFingerprint.get(key);
    byFingerprint.set(key, known ? { ...known, count: known.count + count } : defect);
  }
  return [...byFingerprint.values()];
}

class Trials {
  private readonly known: Set<string>;
  private readonly until: number;

  constructor(private readonly surroundings: Surroundings) {
    this.known = new Set(surroundings.known);
    this.until = surroundings.now() + patienceMs;
  }

  async attempt(defect: Defect, path: Path): Promise<Defect | undefined> {
    const { signal, now } = this.surroundings;
    if (signal.aborted || now() > this.until || this.known.has(pathKey(path))) return undefined;
    const shown = await this.run(defect, path);
    if (shown !== 'missed') return shown;
    // Without an earlier fault, the call may have another number.
    const loosely = await this.run(defect, path, sameSite(defect));
    return loosely === 'missed' ? undefined : loosely;
  }

  private async run(
    defect: Defect,
    path: Path,
    isPlace?: IsPlace,
  ): Promise<Defect | 'missed' | undefined> {
    const { world, oracle, signal } = this.surroundings;
    const followed = await interruptible(followPath(world, path, isPlace), signal);
    if (followed === interrupted) return undefined;
    if (followed.missing.length > 0) return 'missed';
    const { walk, termination } = followed;
    const verdict = oracle.judge(termination);
    const shown = fingerprint(verdict, walk.sites);
    const isSame = shown === defect.fingerprint || isEarlier(defect, walk.path, verdict);
    if (!isSame) return undefined;
    const { path: taken, sites, firings } = walk;
    return { ...defect, fingerprint: shown, verdict, termination, path: taken, sites, firings };
  }
}

/**
 * Where a verdict does not say itself where it came about, the last fault stands for that. If a
 * part of the faults is enough for the same symptom, the last one came after the damage.
 */
function isEarlier(defect: Defect, path: Path, verdict: Verdict): boolean {
  return path.length < defect.path.length && sameSymptom(verdict, defect.verdict);
}

/** Another call of the same stack on a socket of the same role, if the outcome can happen there. */
function sameSite({ path, sites }: Defect): IsPlace {
  const siteOf = new Map(path.map(({ at }, i) => [at, withoutCount(sites[i]?.name ?? '')]));
  return (point, { at, outcome }) =>
    siteOf.get(at) === withoutCount(point.name) &&
    point.outcomes.some((offered) => outcomeId(offered) === outcomeId(outcome));
}

function withoutCount(name: string): string {
  return name.replace(/ #\d+$/, '');
}
