import type { Report, ReportedFrame } from '../../../src/report/report-schema.js';

export type ShownReport = Report;
export type ShownFrame = ReportedFrame;
export type ShownDefect = Report['defects'][number];
export type TimelineEvent = NonNullable<ShownDefect['timeline']>[number];

/** How far a running exploration is. */
export interface Status {
  readonly paths: number;
  readonly frontier: number;
  readonly choicePoints: number;
  readonly defects: number;
  readonly elapsedMs: number;
  readonly state: 'running' | 'stopping' | 'ended';
}
