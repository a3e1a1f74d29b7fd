import type { VNode } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { grouped } from '../../../src/support/grouped.js';
import type { ShownReport } from '../data/shown-report.js';
import type { RunNode, RunTree } from '../model/run-tree.js';
import { talliesBelow } from '../model/tally.js';
import { hrefOf } from '../route.js';
import { Details } from './details.js';
import { allFoldable, foldedAtFirst } from './folding.js';
import { isFiltering, noFilter, rowsOf, siteId, type Row, type RunFilter } from './rows.js';
import { Toolbar } from './toolbar.js';
import { TreeCanvas } from './tree-canvas.js';

/** The state space, alive (paper, Figure 1): runs leave others at call sites where these failed. */
export function TreeView({
  report,
  tree,
  selected,
}: {
  report: ShownReport;
  tree: RunTree;
  selected: string | undefined;
}): VNode {
  const [filter, setFilter] = useState<RunFilter>(noFilter);
  const [folds, setFolds] = useState<ReadonlySet<string>>();
  const folded = useMemo(() => {
    const chosen = folds ?? (isFiltering(filter) ? new Set<string>() : foldedAtFirst(tree));
    return opened(chosen, tree.byKey.get(selected ?? ''));
  }, [folds, filter, tree, selected]);
  const rows = useMemo(() => rowsOf(tree, folded, filter), [tree, folded, filter]);
  const below = useMemo(() => talliesBelow(tree), [tree]);
  const active = Math.max(
    0,
    rows.findIndex(({ id }) => id === (selected ?? 'ok')),
  );
  const pick = useRef((row: Row): void => history.replaceState(null, '', hrefOf('tree', row.id)));
  const [activeId, setActiveId] = useState<string>();
  useEffect(() => setActiveId(undefined), [selected]);
  const at = activeId === undefined ? active : rows.findIndex(({ id }) => id === activeId);
  const index = at < 0 ? 0 : at;
  const choose = (row: Row): void => {
    setActiveId(row.id);
    pick.current(row);
  };
  const toggle = (row: Row): void => {
    if (!row.canFold) return;
    const next = new Set(folded);
    if (!next.delete(row.id)) next.add(row.id);
    setFolds(next);
    setActiveId(row.id);
  };
  return (
    <div class="tree-view">
      <h1 class="unseen">State space</h1>
      <Toolbar
        report={report}
        filter={filter}
        onFilter={(next) => {
          setFilter(next);
          setFolds(undefined);
        }}
        onFoldAll={() => setFolds(allFoldable(tree))}
        onUnfoldAll={() => setFolds(new Set())}
      />
      <div class="tree-columns">
        <TreeCanvas
          rows={rows}
          tree={tree}
          below={below}
          active={index}
          wanted={selected}
          onActive={choose}
          onToggle={toggle}
        >
          <output class="shown">
            {grouped(rows.filter(({ kind }) => kind === 'run').length)} of{' '}
            {grouped(report.paths.length)} runs shown
          </output>
        </TreeCanvas>
        {rows[index] !== undefined && (
          <Details row={rows[index]} tree={tree} below={below} report={report} />
        )}
      </div>
    </div>
  );
}

/** A run that an address names is shown, whatever is folded. */
function opened(folded: ReadonlySet<string>, run: RunNode | undefined): ReadonlySet<string> {
  if (run === undefined) return folded;
  const open = new Set(folded);
  for (let node = run; node.parent !== undefined; node = node.parent) {
    open.delete(node.parent.key);
    open.delete(siteId(node.parent.key, node.site));
  }
  return open;
}
