import { readReport } from '../report/read-report.js';
import { textSummary } from '../report/text-summary.js';
import { writeViews } from '../report/write-views.js';
import { exitCode, type ExitCode } from '../support/operator-error.js';
import { assert } from '../support/assert.js';
import { mergeReports } from './merge/merge-reports.js';
import type { ReportRequest } from './requests.js';
import type { Screen } from './screen.js';

/** Other forms of reports that exist; the exit code says whether they were made. */
export function showReport({ files, views }: ReportRequest, screen: Screen): ExitCode {
  const [first, ...others] = files.map((file) => ({ file, report: readReport(file) }));
  assert(first !== undefined, 'a report is named');
  const report = others.length === 0 ? first.report : mergeReports(first, others);
  if (views.length === 0) screen.print(textSummary(report, screen.outColors));
  writeViews(views, report, screen.print);
  return exitCode.clean;
}
