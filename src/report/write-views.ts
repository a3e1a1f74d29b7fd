import type { Report } from './report-schema.js';
import type { ReportView } from './report-view.js';
import { writeReport } from './write-report.js';

/**
 * Writes every view that can be written: one without a place must not cost the others theirs.
 * @throws the first error, when all have been tried
 */
export function writeViews(
  views: readonly ReportView[],
  report: Report,
  print: (text: string) => void,
): void {
  const errors = views.flatMap((view) => attempt(view, report, print));
  if (errors.length > 0) throw errors[0];
}

function attempt(
  { file, render }: ReportView,
  report: Report,
  print: (text: string) => void,
): readonly unknown[] {
  try {
    const text = render(report);
    if (file === undefined) print(text);
    else writeReport(file, text);
    return [];
  } catch (error) {
    return [error];
  }
}
