import { pathKey, type Path } from '../../src/model/path.js';
import { parseOutcomeId } from '../../src/model/outcome.js';
import { present } from '../../src/support/assert.js';
import { io, pointOf } from './fake-world.js';
import type { Tree } from './programs.js';

interface Bounds {
  readonly maxFaults: number;
  readonly maxDepth: number;
  /** Whether a call fails in the same way also where it did so before, after the same faults. */
  readonly thorough?: boolean;
  readonly maxFaultsPerSite?: number;
}

/** A way through the tree, as far as it was gone. */
interface Way {
  readonly path: Path;
  readonly depth: number;
  /** How often each call was met, and at how many the way has faults. */
  readonly met: Counts;
  readonly failed: Counts;
  /** Outcomes of calls that branched since the last fault. */
  readonly tried: ReadonlySet<string>;
}

type Counts = ReadonlyMap<string, number>;

const beginning: Way = {
  path: [],
  depth: 0,
  met: new Map(),
  failed: new Map(),
  tried: new Set(),
};

/** Every path of a tree within the bounds, by walking all of it: the meaning of the search. */
export function allPaths(tree: Tree, bounds: Bounds): readonly string[] {
  return walk(tree, beginning, bounds).map(pathKey).sort();
}

function walk(tree: Tree, way: Way, bounds: Bounds): readonly Path[] {
  if (tree.kind === 'end') return [way.path];
  const ids = Object.keys(tree.next);
  const met = counted(way.met, tree.call);
  const depth = way.depth + (ids.length > 1 ? 1 : 0);
  const { maxFaultsPerSite = bounds.maxFaults, thorough = true } = bounds;
  const branches =
    way.path.length < bounds.maxFaults &&
    (way.failed.get(tree.call) ?? 0) < maxFaultsPerSite &&
    depth <= bounds.maxDepth;
  const faults = branches ? ids.filter((id) => id !== 'ok') : [];
  const fresh = faults.filter((id) => thorough || !way.tried.has(`${tree.call}=${id}`));
  const tried = new Set([...way.tried, ...fresh.map((id) => `${tree.call}=${id}`)]);
  const at = pointOf(io(tree.call), met.get(tree.call) ?? 0).id;
  const onwards = walk(present(tree.next['ok'], 'ok'), { ...way, depth, met, tried }, bounds);
  return fresh.reduce((paths, id) => {
    const path = [...way.path, { at, outcome: present(parseOutcomeId(id), id) }];
    const failed = counted(way.failed, tree.call);
    const below = { path, depth, met, failed, tried: new Set<string>() };
    return [...paths, ...walk(present(tree.next[id], id), below, bounds)];
  }, onwards);
}

function counted(counts: Counts, call: string): Counts {
  return new Map(counts).set(call, (counts.get(call) ?? 0) + 1);
}
