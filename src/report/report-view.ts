import type { Report } from './report-schema.js';

/**
 * A form of the report for somebody who does not read JSON.
 * @param root directory that names of source files are given relative to
 */
export type Renderer = (report: Report, root: string) => string;

/** A view that was asked for, and where it goes; without a file, to standard output. */
export interface ReportView {
  readonly file: string | undefined;
  readonly render: (report: Report) => string;
}
