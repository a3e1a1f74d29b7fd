import type { VNode } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import type { ShownReport } from '../data/shown-report.js';
import { families, familyLabel, type Family } from '../model/families.js';
import { filterRows, rowsOf, sortRows, type SiteColumn } from '../model/site-rows.js';
import { Choice } from '../parts/choice.js';
import { SiteTable } from './calls/site-table.js';

/** Where it is a matter of numbers, what is most worth a look comes first. */
const beginsDown: ReadonlySet<SiteColumn> = new Set(['runs', 'worst']);

/** Which calls were tried with which outcomes, and what followed. */
export function Calls({ report }: { report: ShownReport }): VNode {
  const rows = useMemo(() => rowsOf(report), [report]);
  const [text, setText] = useState('');
  const [call, setCall] = useState('');
  const [family, setFamily] = useState('');
  const [sort, setSort] = useState<{ by: SiteColumn; isDown: boolean }>({
    by: 'order',
    isDown: false,
  });
  const shown = sortRows(filterRows(rows, { text, call, family: family as Family | '' }), sort);
  const calls = [...new Set(rows.map((row) => row.site.call))].sort();
  const met = new Set(rows.flatMap(({ trials }) => trials.flatMap((one) => one.family ?? [])));
  const present = families.toReversed().filter((one) => met.has(one));
  const order = (by: SiteColumn): void =>
    setSort((last) => ({ by, isDown: last.by === by ? !last.isDown : beginsDown.has(by) }));
  return (
    <div class="calls">
      <h1>Calls</h1>
      <p class="lead">
        Each network call of the program, what was made of it, and what became of the program when
        nothing else failed.
      </p>
      <form class="filters" role="search" onSubmit={(event) => event.preventDefault()}>
        <label>
          <span>Find</span>
          <input
            type="search"
            value={text}
            placeholder="name, role or outcome"
            onInput={({ currentTarget }) => setText(currentTarget.value)}
          />
        </label>
        <Choice name="Call" all="all calls" value={call} options={calls} onPick={setCall} />
        <Choice
          name="Result"
          all="all results"
          value={family}
          options={present}
          labelOf={(one) => familyLabel[one as Family]}
          onPick={setFamily}
        />
        <output>
          {shown.length} of {rows.length}
        </output>
      </form>
      <SiteTable rows={shown} sort={sort} onSort={order} />
    </div>
  );
}
