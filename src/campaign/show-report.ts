import { readReport } from '../report/read-report.js';
import { textSummary } from '../report/text-summary.js';
import { writeViews } from '../report/write-views.js';
import { exitCode, type ExitCode } from '../support/operator-error.js';
import type { ReportRequest } from './requests.js';
import type { Screen } from './screen.js';

/** Other forms of a report that exists; the exit code says whether it was made. */
export function showReport({ file, views }: ReportRequest, screen: Screen): ExitCode {
  const report = readReport(file);
  if (views.length === 0) screen.print(textSummary(report, screen.outColors));
  writeViews(views, report, screen.print);
  return exitCode.clean;
}
