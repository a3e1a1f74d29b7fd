import type { VNode } from 'preact';
import type { ShownReport } from '../data/shown-report.js';
import { familyOf } from '../model/families.js';
import { Glyph } from '../parts/glyph.js';
import { hrefOf } from '../route.js';
import { DefectPage } from './defect/defect-page.js';
import { causeOf, sentence } from './overview/defect-list.js';

/** The list of defects beside the one that is looked at. */
export function Defects({
  report,
  selected,
}: {
  report: ShownReport;
  selected: string | undefined;
}): VNode {
  const { defects } = report;
  const shown = defects.find(({ fingerprint }) => fingerprint === selected) ?? defects[0];
  if (shown === undefined) {
    return (
      <div class="empty">
        <h1>No defect</h1>
        <p>Every path that was run ended as a well-behaved program does.</p>
      </div>
    );
  }
  return (
    <div class="defects">
      <nav aria-label="Defects">
        <ol>
          {defects.map((defect) => (
            <li key={defect.fingerprint}>
              <a
                href={hrefOf('defects', defect.fingerprint)}
                {...(defect === shown ? { 'aria-current': 'true' as const } : {})}
              >
                <Glyph family={familyOf(defect.verdict)} />
                <span class="what">{sentence(defect.description)}</span>
                <span class="why">{causeOf(defect)}</span>
              </a>
            </li>
          ))}
        </ol>
      </nav>
      <DefectPage key={shown.fingerprint} defect={shown} report={report} />
    </div>
  );
}
