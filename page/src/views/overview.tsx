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
import { FormerDefects, Since } from './overview/since.js';

interface OverviewProps {
  readonly report: ShownReport;
  /** Whether the exploration goes on. */
  readonly goesOn: boolean;
}

export function Overview({ report, goesOn }: OverviewProps): VNode {
  const { summary, notes, history } = report;
  const found = summary.defects === 0 ? 'No defect' : counted(summary.defects, 'defect');
  // Where nothing was run, that there is no defect is no good news.
  const tone = summary.defects > 0 ? 'some' : summary.paths > 0 ? 'none' : '';
  return (
    <div class="overview">
      <section class="headline">
        <h1>
          <span class={tone}>{found}</span> in {counted(summary.paths, 'path')}
        </h1>
        <p class="lead">
          {line(report.program.name, 80)} ran for {duration(summary.wallMs)} and met{' '}
          {counted(summary.choicePoints, 'choice point')}. Covered:{' '}
          {line(summary.coverage.statement, 600)}.
        </p>
        {history !== undefined && <Since history={history} />}
      </section>
      <div class="columns">
        <div>
          <DefectList report={report} />
          {history !== undefined && (
            <>
              <FormerDefects title="No longer found" list={history.fixed} />
              <FormerDefects title="Not tried again" list={history.untried ?? []} />
            </>
          )}
          <CallStrip report={report} />
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
