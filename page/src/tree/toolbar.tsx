import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import { groupBy } from '../../../src/support/group-by.js';
import { grouped } from '../../../src/support/grouped.js';
import type { ShownReport } from '../data/shown-report.js';
import { families, familyLabel, familyOf } from '../model/families.js';
import { Choice } from '../parts/choice.js';
import { Glyph } from '../parts/glyph.js';
import type { RunFilter } from './rows.js';

export function Toolbar({
  report,
  filter,
  onFilter,
  onFoldAll,
  onUnfoldAll,
}: {
  report: ShownReport;
  filter: RunFilter;
  onFilter: (filter: RunFilter) => void;
  onFoldAll: () => void;
  onUnfoldAll: () => void;
}): VNode {
  const { choicePoints } = report;
  const calls = useMemo(
    () => [...new Set(choicePoints.map(({ call }) => call))].sort(),
    [choicePoints],
  );
  const outcomes = useMemo(() => outcomesOf(report), [report]);
  return (
    <form class="filters" role="search" onSubmit={(event) => event.preventDefault()}>
      <FamilyChoice report={report} filter={filter} onFilter={onFilter} />
      <Choice
        name="Call"
        all="all calls"
        value={filter.call}
        options={calls}
        onPick={(call) => onFilter({ ...filter, call })}
      />
      <Choice
        name="Fault"
        all="all faults"
        value={filter.outcome}
        options={outcomes}
        onPick={(outcome) => onFilter({ ...filter, outcome })}
      />
      <div class="buttons">
        <button type="button" class="button" onClick={onFoldAll}>
          Fold all
        </button>
        <button type="button" class="button" onClick={onUnfoldAll}>
          Unfold all
        </button>
      </div>
    </form>
  );
}

function FamilyChoice({
  report,
  filter,
  onFilter,
}: {
  report: ShownReport;
  filter: RunFilter;
  onFilter: (filter: RunFilter) => void;
}): VNode {
  const counts = useMemo(() => groupBy(report.paths, ({ verdict }) => familyOf(verdict)), [report]);
  const present = families.toReversed().filter((family) => counts.has(family));
  return (
    <fieldset class="chips">
      <legend class="unseen">Verdict</legend>
      {present.map((family) => {
        const isOn = filter.family === family;
        return (
          <button
            key={family}
            type="button"
            class={`chip ${family}`}
            aria-pressed={isOn}
            onClick={() => onFilter({ ...filter, family: isOn ? '' : family })}
          >
            <Glyph family={family} />
            {familyLabel[family]} <b>{grouped(counts.get(family)?.length ?? 0)}</b>
          </button>
        );
      })}
    </fieldset>
  );
}

function outcomesOf({ choicePoints }: ShownReport): readonly string[] {
  const tried = choicePoints.flatMap(({ outcomes }) =>
    outcomes.flatMap(({ outcome, runs }) => (outcome !== 'ok' && runs > 0 ? [outcome] : [])),
  );
  return [...new Set(tried)].sort();
}
