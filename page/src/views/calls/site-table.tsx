import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { counted } from '../../../../src/report/quantities.js';
import { grouped } from '../../../../src/support/grouped.js';
import { familyLabel } from '../../model/families.js';
import type { SiteColumn, SiteRow } from '../../model/site-rows.js';
import { line, shortSite, stackOfName } from '../../model/text.js';
import { Glyph } from '../../parts/glyph.js';

const columns: readonly (readonly [by: SiteColumn, label: string])[] = [
  ['order', '#'],
  ['call', 'Call'],
  ['role', 'Socket'],
  ['runs', 'Runs'],
  ['worst', 'Outcomes tried, and what each led to by itself'],
];
const firstRows = 200;

export function SiteTable({
  rows,
  sort,
  onSort,
}: {
  rows: readonly SiteRow[];
  sort: { readonly by: SiteColumn; readonly isDown: boolean };
  onSort: (by: SiteColumn) => void;
}): VNode {
  const [rowsMax, setMax] = useState(firstRows);
  return (
    <div class="scroll" tabIndex={0} role="group" aria-label="Calls">
      <table class="sites">
        <thead>
          <tr>
            {columns.map(([by, label]) => (
              <th
                key={by}
                scope="col"
                class={by}
                aria-sort={sort.by !== by ? 'none' : sort.isDown ? 'descending' : 'ascending'}
              >
                <button type="button" onClick={() => onSort(by)}>
                  {label}
                  <span class="direction" aria-hidden="true">
                    {sort.by !== by ? '' : sort.isDown ? '↓' : '↑'}
                  </span>
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, rowsMax).map((row) => (
            <Row key={row.site.id} row={row} />
          ))}
        </tbody>
      </table>
      {rows.length > rowsMax && (
        <button type="button" class="quiet" onClick={() => setMax(rowsMax * 5)}>
          Show more of {grouped(rows.length)} calls
        </button>
      )}
    </div>
  );
}

function Row({ row }: { row: SiteRow }): VNode {
  const { site, trials, runs, order } = row;
  return (
    <tr>
      <td class="order">{order + 1}</td>
      <th scope="row" class="call">
        <code>{shortSite(site)}</code>
        <span class="stack-name">{line(stackOfName(site.name), 300).replaceAll('>', ' › ')}</span>
      </th>
      <td class="role">{line(site.role, 120)}</td>
      <td class="runs">{grouped(runs)}</td>
      <td class="worst">
        {trials.length === 0 && <span class="hint">nothing was to be tried here</span>}
        <ul class="trials">
          {trials.map((trial) => (
            <li key={trial.outcome} class={trial.family ?? 'open'} title={trialTitle(trial)}>
              {trial.family === undefined ? (
                <span class="unrun" aria-hidden="true" />
              ) : (
                <Glyph family={trial.family} />
              )}
              <code>{line(trial.outcome, 60)}</code>
              <span class="unseen">: {trialTitle(trial)}</span>
            </li>
          ))}
        </ul>
      </td>
    </tr>
  );
}

function trialTitle({ result, family, runs }: SiteRow['trials'][number]): string {
  const alone =
    result === undefined || family === undefined
      ? 'never run by itself'
      : `${familyLabel[family]} (${line(result, 80)})`;
  return `${alone}; injected in ${counted(runs, 'run')}`;
}
