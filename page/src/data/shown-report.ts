import type { Report, ReportedFrame } from '../../../src/report/report-schema.js';

export type ShownFrame = ReportedFrame;
export type ShownDefect = Report['defects'][number];
export type TimelineEvent = NonNullable<ShownDefect['timeline']>[number];

/** What an earlier exploration of the same program found. */
interface History {
  readonly previous: string;
  readonly new: readonly string[];
  readonly stillThere: readonly string[];
  readonly fixed: readonly { readonly fingerprint: string; readonly description: string }[];
}

/** Reports of other versions of the tool hold more, or less. */
export type ShownReport = Report & { readonly history?: History | undefined };

/** How far a running exploration is. */
export interface Status {
  readonly paths: number;
  readonly frontier: number;
  readonly choicePoints: number;
  readonly defects: number;
  readonly elapsedMs: number;
  readonly state: 'running' | 'stopping' | 'ended';
}
