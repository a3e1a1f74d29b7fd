import type { VNode } from 'preact';
import type { ShownReport } from '../../data/shown-report.js';
import { families, familyLabel, familyOfResult, type Family } from '../../model/families.js';
import { shortSite } from '../../model/text.js';
import { Glyph } from '../../parts/glyph.js';
import { hrefOf } from '../../route.js';

interface Column {
  readonly id: string;
  readonly label: string;
  readonly results: readonly Family[];
}

/** The run without a fault, call by call; below each call what every single fault did to it. */
export function CallStrip({ report }: { report: ShownReport }): VNode | null {
  const columns = columnsOf(report);
  if (columns.length === 0) return null;
  return (
    <section class="strip-section">
      <h2>One fault at a time</h2>
      <p class="hint">
        The calls at which a fault was tried by itself, in their order. Below each: what became of
        the program when only that call failed, one mark per way of failing.{' '}
        <a href={hrefOf('calls')}>As a table</a>
      </p>
      <div class="strip-scroll" tabIndex={0} role="img" aria-label={stripLabel(columns)}>
        <ol class="strip" aria-hidden="true">
          {columns.map(({ id, label, results }) => (
            <li key={id}>
              <span class="call">{label}</span>
              <span class="station" />
              <span class="results">
                {results.map((family, index) => (
                  <Glyph key={index} family={family} />
                ))}
              </span>
            </li>
          ))}
        </ol>
      </div>
    </section>
  );
}

function columnsOf({ choicePoints }: ShownReport): readonly Column[] {
  return choicePoints.flatMap((site) => {
    const results = site.outcomes
      .filter(({ outcome }) => outcome !== 'ok')
      .flatMap(({ result }) => (result === undefined ? [] : [familyOfResult(result)]))
      .sort((a, b) => families.indexOf(b) - families.indexOf(a));
    return results.length === 0 ? [] : [{ id: site.id, label: shortSite(site), results }];
  });
}

function stripLabel(columns: readonly Column[]): string {
  const all = columns.flatMap(({ results }) => results);
  const counts = families.toReversed().flatMap((family) => {
    const count = all.filter((one) => one === family).length;
    return count === 0 ? [] : [`${String(count)} ${familyLabel[family]}`];
  });
  return `${String(columns.length)} calls, single faults: ${counts.join(', ')}`;
}
