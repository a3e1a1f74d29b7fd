import type { RunNode, RunTree } from '../model/run-tree.js';
import { siteId } from './rows.js';

/** As many rows as one can look through without losing the way. */
const rowsAtFirst = 100;

/** A large tree begins with single faults; what was done after them is one click away. */
export function foldedAtFirst(tree: RunTree): ReadonlySet<string> {
  if (tree.byKey.size <= rowsAtFirst) return new Set();
  const runs = [...tree.byKey.values()].filter(
    ({ faults, children }) => faults > 0 && children.length > 0,
  );
  return new Set(runs.map(({ key }) => key));
}

export function allFoldable(tree: RunTree): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const { parent, site } of tree.byKey.values()) {
    if (parent === undefined) continue;
    if (parent.parent !== undefined) ids.add(parent.key);
    ids.add(siteId(parent.key, site));
  }
  return ids;
}

/** A run that an address names is shown, whatever is folded. */
export function opened(folded: ReadonlySet<string>, run: RunNode | undefined): ReadonlySet<string> {
  const open = new Set(folded);
  for (let node = run; node?.parent !== undefined; node = node.parent) {
    open.delete(node.parent.key);
    open.delete(siteId(node.parent.key, node.site));
  }
  return open;
}
