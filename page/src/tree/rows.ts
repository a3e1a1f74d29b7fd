import { hierarchy, type HierarchyNode } from 'd3-hierarchy';
import type { Family } from '../model/families.js';
import { familyOfRun, type RunNode, type RunTree } from '../model/run-tree.js';

/** A run, or a call site that it came to; the runs that left it there are below the site. */
interface Item {
  readonly kind: 'run' | 'site';
  readonly id: string;
  /** The run itself, or the run that came to the site. */
  readonly run: RunNode;
  readonly site: number;
}

/** An item that is shown, with its place. */
export interface Row extends Item {
  readonly index: number;
  /** On which track it stands: its run's number of faults. */
  readonly track: number;
  readonly family: Family | undefined;
  readonly canFold: boolean;
  readonly isFolded: boolean;
  /** Index of the row above it in the tree; -1 for the first. */
  readonly parent: number;
  /** Its place among those with the same parent, from 1, and how many these are. */
  readonly position: number;
  readonly siblings: number;
  /** The runs that left at this site, and are not filtered out. */
  readonly leaving: readonly RunNode[];
  /** The last row that its line goes down to. */
  last: number;
}

export interface RunFilter {
  readonly family: Family | '';
  readonly call: string;
  readonly outcome: string;
}

export const noFilter: RunFilter = { family: '', call: '', outcome: '' };

export function isFiltering({ family, call, outcome }: RunFilter): boolean {
  return family !== '' || call !== '' || outcome !== '';
}

/** The rows of the tree, from top to bottom. */
export function rowsOf(
  tree: RunTree,
  folded: ReadonlySet<string>,
  filter: RunFilter,
): readonly Row[] {
  const kept = keptRuns(tree, filter);
  const first: Item = { kind: 'run', id: tree.root.key, run: tree.root, site: -1 };
  const childrenOf = (item: Item): readonly Item[] =>
    folded.has(item.id) ? [] : itemsBelow(item, kept, tree.sites.length, isFiltering(filter));
  const rows: Row[] = [];
  const indexOf = new Map<HierarchyNode<Item>, number>();
  const placed = new Map<number, number>();
  hierarchy(first, childrenOf).eachBefore((node) => {
    const { data, parent } = node;
    const above = parent === null ? -1 : (indexOf.get(parent) ?? -1);
    const leaving = data.kind === 'site' ? leavingAt(data, kept) : [];
    const canFold =
      data.kind === 'site' ? leaving.length > 0 : data.run.children.some((run) => kept.has(run));
    const position = (placed.get(above) ?? 0) + 1;
    placed.set(above, position);
    indexOf.set(node, rows.length);
    rows.push({
      ...data,
      index: rows.length,
      track: data.run.faults,
      family: data.kind === 'run' ? familyOfRun(data.run) : undefined,
      canFold,
      isFolded: folded.has(data.id),
      parent: above,
      position,
      siblings: parent?.children?.length ?? 1,
      leaving,
      last: rows.length,
    });
    const up = rows[above];
    if (up !== undefined) up.last = rows.length - 1;
  });
  return rows;
}

function itemsBelow(
  { kind, run, site }: Item,
  kept: ReadonlySet<RunNode>,
  sites: number,
  isFiltered: boolean,
): readonly Item[] {
  const children = run.children.filter((child) => kept.has(child));
  if (kind === 'site') {
    return children.filter((child) => child.site === site).map(runItem);
  }
  const left = [...new Set(children.map((child) => child.site))];
  // Of the run without a fault it is known that it came to all sites up to the last.
  const isWhole = run.parent === undefined && !isFiltered;
  const last = Math.min(left.at(-1) ?? -1, sites - 1);
  const shown = isWhole ? Array.from({ length: last + 1 }, (_, index) => index) : left;
  return shown.map((number) => ({
    kind: 'site',
    id: siteId(run.key, number),
    run,
    site: number,
  }));
}

function runItem(run: RunNode): Item {
  return { kind: 'run', id: run.key, run, site: run.site };
}

export function siteId(key: string, site: number): string {
  return `${key}|${String(site)}`;
}

function leavingAt({ run, site }: Item, kept: ReadonlySet<RunNode>): readonly RunNode[] {
  return run.children.filter((child) => child.site === site && kept.has(child));
}

/** Runs that fit the filter, and those that lead to one. */
function keptRuns({ byKey, sites }: RunTree, filter: RunFilter): ReadonlySet<RunNode> {
  if (!isFiltering(filter)) return new Set(byKey.values());
  const kept = new Set<RunNode>();
  for (const run of byKey.values()) {
    if (!fits(run, filter, sites)) continue;
    for (let up: RunNode | undefined = run; up !== undefined; up = up.parent) kept.add(up);
  }
  return kept;
}

function fits(run: RunNode, filter: RunFilter, sites: RunTree['sites']): boolean {
  const { family, call, outcome } = filter;
  if (family !== '' && familyOfRun(run) !== family) return false;
  if (call !== '' && sites[run.site]?.call !== call) return false;
  return outcome === '' || run.outcome === outcome;
}
