import { useEffect, useMemo, useState } from 'preact/hooks';
import type { RunTree } from '../model/run-tree.js';
import { hrefOf } from '../route.js';
import { foldedAtFirst, opened } from './folding.js';
import { isFiltering, noFilter, rowsOf, type Row, type RunFilter } from './rows.js';

interface TreeState {
  readonly rows: readonly Row[];
  readonly filter: RunFilter;
  /** Index of the row that was chosen. */
  readonly active: number;
  readonly setFilter: (filter: RunFilter) => void;
  readonly fold: (ids: ReadonlySet<string>) => void;
  readonly toggle: (row: Row) => void;
  readonly choose: (row: Row) => void;
}

/** What is folded, filtered and chosen; all of it stays when a live tree grows. */
export function useTreeState(tree: RunTree, selected: string | undefined): TreeState {
  const [filter, setFilter] = useState<RunFilter>(noFilter);
  const [folds, fold] = useState<ReadonlySet<string>>();
  const [chosen, setChosen] = useState(selected);
  const wanted = tree.byKey.get(selected ?? '');
  useEffect(() => {
    setChosen(selected);
    fold((ids) => ids && opened(ids, wanted));
  }, [selected]);
  const folded = useMemo(
    () => folds ?? (isFiltering(filter) ? new Set<string>() : opened(foldedAtFirst(tree), wanted)),
    [folds, filter, tree, wanted],
  );
  const rows = useMemo(() => rowsOf(tree, folded, filter), [tree, folded, filter]);
  const choose = ({ id }: Row): void => {
    setChosen(id);
    // The address names what is seen, without a step back for each row.
    history.replaceState(null, '', hrefOf('tree', id));
  };
  const toggle = (row: Row): void => {
    if (!row.canFold) return;
    const next = new Set(folded);
    if (!next.delete(row.id)) next.add(row.id);
    fold(next);
    setChosen(row.id);
  };
  const changeFilter = (next: RunFilter): void => {
    setFilter(next);
    fold(undefined);
  };
  const active = Math.max(
    0,
    rows.findIndex(({ id }) => id === chosen),
  );
  return { rows, filter, active, setFilter: changeFilter, fold, toggle, choose };
}
