import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import { grouped } from '../../../src/support/grouped.js';
import type { ShownReport } from '../data/shown-report.js';
import type { RunTree } from '../model/run-tree.js';
import { talliesBelow } from '../model/tally.js';
import { Details } from './details.js';
import { allFoldable } from './folding.js';
import { Toolbar } from './toolbar.js';
import { TreeCanvas } from './tree-canvas.js';
import { useTreeState } from './use-tree-state.js';

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
  const state = useTreeState(tree, selected);
  const { rows, filter, active } = state;
  const below = useMemo(() => talliesBelow(tree), [tree]);
  const row = rows[active];
  return (
    <div class="tree-view">
      <h1 class="unseen">State space</h1>
      <Toolbar
        report={report}
        filter={filter}
        onFilter={state.setFilter}
        onFoldAll={() => state.fold(allFoldable(tree))}
        onUnfoldAll={() => state.fold(new Set())}
      />
      <div class="tree-columns">
        <TreeCanvas
          rows={rows}
          tree={tree}
          below={below}
          active={active}
          wanted={selected}
          onActive={state.choose}
          onToggle={state.toggle}
        >
          <output class="shown">
            {grouped(rows.filter(({ kind, run }) => kind === 'run' && run.path).length)} of{' '}
            {grouped(report.paths.length)} runs shown
          </output>
        </TreeCanvas>
        {row !== undefined && <Details row={row} tree={tree} below={below} report={report} />}
      </div>
    </div>
  );
}
