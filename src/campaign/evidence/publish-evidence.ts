import { printableLine } from '../../report/printable.js';
import { writeViews } from '../../report/write-views.js';
import type { Report } from '../../report/report-schema.js';
import type { ExploreRequest } from '../requests.js';
import type { Screen } from '../screen.js';
import type { Evidence } from './evidence.js';

/**
 * Writes the evidence of a report that has been written. Where that fails, the forms of the report
 * in files are corrected: they speak of it.
 */
export function publishEvidence(
  evidence: Evidence,
  report: Report,
  request: ExploreRequest,
  screen: Screen,
): Report {
  const trouble = evidence.write(report, request);
  if (trouble === undefined) return report;
  screen.status.note(`note: ${printableLine(trouble, 1000)}`);
  const corrected = evidence.corrected(report, trouble);
  const inFiles = request.views.filter(({ file }) => file !== undefined);
  writeViews(inFiles, corrected, screen.print);
  return corrected;
}
