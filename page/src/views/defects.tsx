import type { VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { ShownDefect, ShownReport } from '../data/shown-report.js';
import { familyOf } from '../model/families.js';
import { line } from '../model/text.js';
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
  const wanted = defects.find(({ fingerprint }) => fingerprint === selected);
  const shown = selected === undefined ? defects[0] : wanted;
  if (defects.length === 0) return <NoDefect report={report} />;
  return (
    <div class="defects">
      <DefectNav defects={defects} shown={shown} />
      {shown === undefined ? (
        <div class="empty">
          <h1>Not in this report</h1>
          <p>
            No defect here has the fingerprint <code>{line(selected ?? '', 80)}</code>.
          </p>
        </div>
      ) : (
        <DefectPage key={shown.fingerprint} defect={shown} report={report} />
      )}
    </div>
  );
}

function NoDefect({ report }: { report: ShownReport }): VNode {
  return (
    <div class="empty">
      <h1>No defect</h1>
      <p>
        Every path that was run ended as a well-behaved program does. Covered:{' '}
        {line(report.summary.coverage.statement, 600)}.{' '}
        <a href={hrefOf('overview')}>What was covered, and what was not</a>
      </p>
    </div>
  );
}

function DefectNav({
  defects,
  shown,
}: {
  defects: readonly ShownDefect[];
  shown: ShownDefect | undefined;
}): VNode {
  const current = useRef<HTMLAnchorElement>(null);
  // By itself, and not by scrollIntoView: that would move the page along.
  useEffect(() => {
    const list = current.current?.closest('ol');
    if (list && current.current) list.scrollTop = current.current.offsetTop - list.offsetTop - 60;
  }, [shown?.fingerprint]);
  return (
    <nav aria-label="Defects">
      <ol>
        {defects.map((defect) => (
          <li key={defect.fingerprint}>
            <a
              href={hrefOf('defects', defect.fingerprint)}
              {...(defect === shown ? { 'aria-current': 'true' as const, ref: current } : {})}
            >
              <Glyph family={familyOf(defect.verdict)} />
              <span class="what">{sentence(defect.description)}</span>
              <span class="why">{causeOf(defect)}</span>
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
