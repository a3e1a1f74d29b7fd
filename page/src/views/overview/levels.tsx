import type { VNode } from 'preact';
import { grouped } from '../../../../src/support/grouped.js';
import type { ShownReport } from '../../data/shown-report.js';
import { families, familyLabel, familyOf, type Family } from '../../model/families.js';
import { FamilyMark } from '../../parts/glyph.js';

type Level = ShownReport['summary']['coverage']['levels'][number];

interface Share {
  readonly family: Family;
  readonly count: number;
}

/** How much of the fault space was run, by number of faults, and how these runs ended. */
export function Levels({ report }: { report: ShownReport }): VNode | null {
  const { levels } = report.summary.coverage;
  if (levels.length === 0) return null;
  const present = sharesOf(report.paths).map(({ family }) => family);
  return (
    <section>
      <h2>Coverage of the fault space</h2>
      <ul class="legend">
        {present.map((family) => (
          <li key={family}>
            <FamilyMark family={family} />
          </li>
        ))}
        {levels.some(({ known, done }) => known > done) && (
          <li>
            <span class="swatch open" /> known, not run
          </li>
        )}
      </ul>
      <table class="levels">
        <thead class="unseen">
          <tr>
            <th scope="col">Faults on a path</th>
            <th scope="col">How the paths ended</th>
            <th scope="col">Run</th>
          </tr>
        </thead>
        <tbody>
          {levels.map((level) => (
            <Row
              key={level.faults}
              level={level}
              shares={sharesOf(report.paths.filter(({ faults }) => faults === level.faults))}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Row({ level, shares }: { level: Level; shares: readonly Share[] }): VNode {
  const { faults, known, done, complete, alike, diverged } = level;
  const open = Math.max(0, known - done - diverged);
  return (
    <tr>
      <th scope="row">
        {faults === 0 ? 'no fault' : faults === 1 ? '1 fault' : `${String(faults)} faults`}
      </th>
      <td>
        <div class="bar" role="img" aria-label={barLabel(shares, open)}>
          {shares.map(({ family, count }) => (
            <span key={family} class={family} style={{ flexGrow: count }} />
          ))}
          {open > 0 && <span class="open" style={{ flexGrow: open }} />}
        </div>
      </td>
      <td class="figures">
        <b>{grouped(done)}</b>
        {complete ? ' all' : ` of ${grouped(known)} known`}
        {diverged > 0 && `, ${grouped(diverged)} diverged`}
        {alike > 0 && <span class="alike">{grouped(alike)} alike left out</span>}
      </td>
    </tr>
  );
}

function barLabel(shares: readonly Share[], open: number): string {
  const parts = shares.map(({ family, count }) => `${String(count)} ${familyLabel[family]}`);
  return [...parts, ...(open > 0 ? [`${String(open)} not run`] : [])].join(', ');
}

function sharesOf(paths: ShownReport['paths']): readonly Share[] {
  const counts = new Map<Family, number>();
  for (const { verdict } of paths) {
    const family = familyOf(verdict);
    counts.set(family, (counts.get(family) ?? 0) + 1);
  }
  return families.toReversed().flatMap((family) => {
    const count = counts.get(family) ?? 0;
    return count === 0 ? [] : [{ family, count }];
  });
}
