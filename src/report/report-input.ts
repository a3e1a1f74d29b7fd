import type { ChoicePoint } from '../model/choice-point.js';
import type { LineCoverage } from '../model/line-coverage.js';
import type { Path } from '../model/path.js';
import type { Defect } from '../model/run.js';
import type { RecordedCall } from '../model/recorded-call.js';
import type { Settings } from '../model/settings.js';
import type { Verdict } from '../model/verdict.js';
import type { Report } from './report-schema.js';
import type { RequestedOutcome } from './requested-outcome.js';

/** One finished path, without what is needed only to judge it. */
export interface ReportedRun {
  readonly path: Path;
  readonly verdict: Verdict;
  /** How each program ended, by name (`exitsOf`). */
  readonly exits: Readonly<Record<string, string>>;
  /** It was not executed: an earlier exploration says so. */
  readonly unchanged?: true;
}

/** What there is of a defect beyond the run that has shown it. */
export interface DefectEvidence {
  readonly directory?: string;
  readonly timeline?: readonly RecordedCall[];
}

interface ReportedLevel {
  readonly faults: number;
  readonly done: number;
  readonly known: number;
  readonly diverged: number;
  readonly complete: boolean;
  readonly alike: number;
  /** Bounds that kept choice points from branching. */
  readonly cutBy?: readonly string[];
}

/** Everything that a report is made of. */
export interface ReportInput {
  readonly settings: Settings;
  /** Which part of an exploration this is; absent for all of it. */
  readonly shard?: { readonly part: number; readonly of: number } | undefined;
  readonly configDigest: string;
  readonly buildId: string;
  readonly engine: string;
  /** Every choice point that was met, once each: the fault-free run's first, in its order. */
  readonly points: readonly ChoicePoint[];
  /** Every outcome that was asked for, and what became of it. */
  readonly requested: readonly RequestedOutcome[];
  readonly runs: readonly ReportedRun[];
  readonly defects: readonly Defect[];
  /** The comparison with an earlier report, where there is one. */
  readonly history?: Report['history'];
  readonly inputs?: Report['inputs'];
  readonly coverage: { readonly statement: string; readonly levels: readonly ReportedLevel[] };
  /** Of the SUT's control flow, where its counters were read. */
  readonly edges?:
    { readonly count: number; readonly baseline: number; readonly reached: number } | undefined;
  /** Of its source, where that was asked for. */
  readonly lineCoverage?: LineCoverage | undefined;
  readonly counters: {
    readonly paths: number;
    readonly choicePoints: number;
    readonly checkpoints: number;
    /** Unknown after an interrupt. */
    readonly checkpointBytes?: number | undefined;
    readonly diverged: number;
    readonly complete: boolean;
    readonly wallMs: number;
  };
  /** Equal for verdicts that look alike. */
  readonly symptomOf: (verdict: Verdict) => string;
  readonly tokenOf: (path: Path) => string;
  /** The whole command that runs a token again. */
  readonly replayCommand: (token: string) => string;
  /** What was recorded of a defect, by its fingerprint. */
  readonly evidenceOf?: (fingerprint: string) => DefectEvidence;
  /** Sentences for the reader, such as why an engine was not used. */
  readonly notes: readonly string[];
}
