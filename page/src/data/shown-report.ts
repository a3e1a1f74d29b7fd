import type { Report } from '../../../src/report/report-schema.js';

/** What a report may hold besides: other versions of the tool write more, or less. */
export interface TimelineEvent {
  readonly program: string;
  readonly process: number;
  readonly thread: number;
  readonly call: string;
  readonly role: string;
  /** Equal at both ends. */
  readonly connection?: string | undefined;
  readonly direction?: 'sent' | 'received' | undefined;
  readonly result: string;
  readonly bytes?: number | undefined;
  readonly data?: string | undefined;
  readonly timeMs: number;
  readonly point?: string | undefined;
  readonly outcome?: string | undefined;
}

interface SourceLines {
  readonly code?: { readonly first: number; readonly lines: readonly string[] } | undefined;
  readonly inlined?: true | undefined;
}

export type ShownFrame = Report['defects'][number]['faults'][number]['stack'][number] & SourceLines;

interface Evidence {
  readonly timeline?: readonly TimelineEvent[] | undefined;
  readonly evidence?: string | undefined;
}

export type ShownDefect = Report['defects'][number] & Evidence;

interface History {
  readonly previous: string;
  readonly new: readonly string[];
  readonly stillThere: readonly string[];
  readonly fixed: readonly { readonly fingerprint: string; readonly description: string }[];
}

export type ShownReport = Omit<Report, 'defects'> & {
  readonly defects: readonly ShownDefect[];
  readonly history?: History | undefined;
};

/** How far a running exploration is. */
export interface Status {
  readonly paths: number;
  readonly frontier: number;
  readonly choicePoints: number;
  readonly defects: number;
  readonly elapsedMs: number;
  readonly state: 'running' | 'stopping' | 'ended';
}
