import { outcomeId } from '../../../src/model/outcome.js';
import { parsePathKey } from '../../../src/model/token.js';
import type { ShownReport } from '../data/shown-report.js';
import { familyOf, type Family } from './families.js';

type Site = ShownReport['choicePoints'][number];
type RunPath = ShownReport['paths'][number];

/** A run of the exploration: where it left the run above it, and how it ended. */
export interface RunNode {
  /** The decisions so far, as a token has them; `ok` for the run without a fault. */
  readonly key: string;
  readonly parent: RunNode | undefined;
  /** Number of the call site at which it left its parent; -1 for the first run. */
  readonly site: number;
  readonly outcome: string;
  readonly faults: number;
  /** Runs that left this one, in the order in which they left it. */
  readonly children: RunNode[];
  /** Absent as long as no run with exactly these faults has ended. */
  path: RunPath | undefined;
}

export interface RunTree {
  readonly root: RunNode;
  readonly sites: readonly Site[];
  readonly byKey: ReadonlyMap<string, RunNode>;
}

export function familyOfRun({ path }: RunNode): Family | undefined {
  return path && familyOf(path.verdict);
}

/** The state space as a tree (paper, Figure 1), from the paths that were run. */
export function buildRunTree({
  paths,
  choicePoints,
}: Pick<ShownReport, 'paths' | 'choicePoints'>): RunTree {
  const order = new Map(choicePoints.map(({ id }, index) => [id, index]));
  const root: RunNode = newNode('ok', undefined, -1, 'ok');
  const byKey = new Map([[root.key, root]]);
  for (const path of paths) {
    const decisions = parsePathKey(path.token.split(':')[4] ?? '');
    if (decisions === undefined) continue;
    let node = root;
    for (const { at, outcome } of decisions) {
      node = childOf(node, order.get(at) ?? choicePoints.length, at, outcomeId(outcome), byKey);
    }
    node.path = path;
  }
  for (const node of byKey.values()) node.children.sort(byBranch(choicePoints));
  return { root, sites: choicePoints, byKey };
}

function childOf(
  parent: RunNode,
  site: number,
  at: string,
  outcome: string,
  byKey: Map<string, RunNode>,
): RunNode {
  const step = `${at}=${outcome}`;
  const key = parent.parent === undefined ? step : `${parent.key},${step}`;
  const known = byKey.get(key);
  if (known !== undefined) return known;
  const node = newNode(key, parent, site, outcome);
  byKey.set(key, node);
  parent.children.push(node);
  return node;
}

function newNode(key: string, parent: RunNode | undefined, site: number, outcome: string): RunNode {
  const faults = parent === undefined ? 0 : parent.faults + 1;
  return { key, parent, site, outcome, faults, children: [], path: undefined };
}

function byBranch(sites: readonly Site[]): (a: RunNode, b: RunNode) => number {
  const rank = ({ site, outcome }: RunNode): number =>
    sites[site]?.outcomes.findIndex((one) => one.outcome === outcome) ?? 0;
  return (a, b) => a.site - b.site || rank(a) - rank(b);
}
