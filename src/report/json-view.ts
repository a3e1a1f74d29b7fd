import type { Report } from './report-schema.js';

/** The report itself. */
export function jsonView(report: Report): string {
  return `${JSON.stringify(report, undefined, 2)}\n`;
}
