import { pathKey, type Path } from '../../src/model/path.js';
import { parseOutcomeId } from '../../src/model/outcome.js';
import { present } from '../../src/support/assert.js';
import { io, pointOf } from './fake-world.js';
import type { Tree } from './programs.js';

interface Bounds {
  readonly maxFaults: number;
  readonly maxDepth: number;
}

/** Every path of a tree within the bounds, by walking all of it: the meaning of the search. */
export function allPaths(tree: Tree, bounds: Bounds): readonly string[] {
  return walk(tree, [], 0, new Map(), bounds).map(pathKey).sort();
}

function walk(
  tree: Tree,
  path: Path,
  depth: number,
  counts: ReadonlyMap<string, number>,
  bounds: Bounds,
): readonly Path[] {
  if (tree.kind === 'end') return [path];
  const count = (counts.get(tree.call) ?? 0) + 1;
  const at = pointOf(io(tree.call), count).id;
  const ids = Object.keys(tree.next);
  const below = depth + (ids.length > 1 ? 1 : 0);
  const branches = path.length < bounds.maxFaults && below <= bounds.maxDepth;
  const taken = branches ? ids : ['ok'];
  return taken.flatMap((id) => {
    const outcome = present(parseOutcomeId(id), id);
    const next = outcome.kind === 'ok' ? path : [...path, { at, outcome }];
    const further = new Map(counts).set(tree.call, count);
    return walk(present(tree.next[id], id), next, below, further, bounds);
  });
}
