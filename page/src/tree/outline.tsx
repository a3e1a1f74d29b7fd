import type { VNode } from 'preact';
import { counted } from '../../../src/report/quantities.js';
import { familyLabel } from '../model/families.js';
import type { RunTree } from '../model/run-tree.js';
import { line, shortSite } from '../model/text.js';
import type { Row } from './rows.js';

const around = 4;

/** The rows near the active one as elements, for those who do not see the drawing. */
export function Outline({
  rows,
  tree,
  active,
}: {
  rows: readonly Row[];
  tree: RunTree;
  active: number;
}): VNode {
  const near = rows.slice(Math.max(0, active - around), active + around + 1);
  return (
    <div class="unseen" role="none">
      {near.map((row) => (
        <div
          key={row.index}
          id={`row-${String(row.index)}`}
          role="treeitem"
          aria-level={levelOf(row)}
          aria-posinset={row.position}
          aria-setsize={row.siblings}
          aria-selected={row.index === active}
          {...(row.canFold ? { 'aria-expanded': !row.isFolded } : {})}
        >
          {labelOf(row, tree)}
        </div>
      ))}
    </div>
  );
}

function levelOf({ track, kind }: Row): number {
  return track * 2 + (kind === 'run' ? 1 : 2);
}

function labelOf(row: Row, tree: RunTree): string {
  if (row.kind === 'site') {
    const site = tree.sites[row.site];
    const name = site === undefined ? 'unknown call' : `${shortSite(site)} ${line(site.role, 80)}`;
    return `${name}, ${counted(row.leaving.length, 'run')} left here`;
  }
  const { run, family } = row;
  const end = family === undefined ? 'not run to its end' : familyLabel[family];
  const name = run.parent === undefined ? 'no fault' : line(run.outcome, 60);
  return `${name}: ${end}${run.path === undefined ? '' : `, ${line(run.path.exit, 40)}`}`;
}
