import type { VNode } from 'preact';
import { counted, duration } from '../../../src/report/quantities.js';
import type { ShownReport } from '../data/shown-report.js';
import { line } from '../model/text.js';
import { CodeCoverage } from './overview/code-coverage.js';
import { CallStrip } from './overview/call-strip.js';
import { DefectList } from './overview/defect-list.js';
import { Facts } from './overview/facts.js';
import { Levels } from './overview/levels.js';
import { NotCovered } from './overview/not-covered.js';

interface OverviewProps {
  readonly report: ShownReport;
  /** Whether the exploration goes on. */
  readonly goesOn: boolean;
}

export function Overview({ report, goesOn }: OverviewProps): VNode {
  const { summary, notes, history } = report;
  const found = summary.defects === 0 ? 'No defect' : counted(summary.defects, 'defect');
  return (
    <div class="overview">
      <section class="headline">
        <h1>
          <span class={summary.defects === 0 ? 'none' : 'some'}>{found}</span> in{' '}
          {counted(summary.paths, 'path')}
        </h1>
        <p class="lead">
          {line(report.program.name, 80)} ran for {duration(summary.wallMs)} and met{' '}
          {counted(summary.choicePoints, 'choice point')}. Covered:{' '}
          {line(summary.coverage.statement, 600)}.
        </p>
      </section>
      <div class="columns">
        <div>
          <CallStrip report={report} />
          <DefectList report={report} />
          {history !== undefined && <Fixed fixed={history.fixed} />}
          <Levels report={report} />
          {report.lineCoverage !== undefined && <CodeCoverage coverage={report.lineCoverage} />}
          <NotCovered report={report} goesOn={goesOn} />
        </div>
        <aside aria-label="About this exploration">
          <Facts report={report} />
          {notes.length > 0 && <Notes notes={notes} />}
        </aside>
      </div>
    </div>
  );
}

function Notes({ notes }: { notes: readonly string[] }): VNode {
  return (
    <section>
      <h2>Notes</h2>
      <ul class="notes">
        {notes.map((note, index) => (
          <li key={index}>{line(note, 1000)}</li>
        ))}
      </ul>
    </section>
  );
}

function Fixed({ fixed }: Pick<NonNullable<ShownReport['history']>, 'fixed'>): VNode | null {
  if (fixed.length === 0) return null;
  return (
    <section>
      <h2>No longer found</h2>
      <ul class="notes">
        {fixed.map(({ fingerprint, description }) => (
          <li key={fingerprint}>
            {line(description)} <code>{line(fingerprint, 40)}</code>
          </li>
        ))}
      </ul>
    </section>
  );
}
