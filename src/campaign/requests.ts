import type { OraclePredicate } from '../model/oracle-predicate.js';
import type { Settings } from '../model/settings.js';
import type { StrategyFunction } from '../model/strategy-function.js';
import type { Shard } from '../explore/shard.js';
import type { ReportView } from '../report/report-view.js';
import type { ExitCode } from '../support/operator-error.js';

/** A checked world: what to run, and the user's own judgement of a run, if there is one. */
export interface WorldRequest {
  readonly settings: Settings;
  readonly predicate: OraclePredicate | undefined;
  /** The user's own order of the search, if there is one. */
  readonly preference: StrategyFunction | undefined;
  /** Whether the moment at which runs begin was asked for, and is not just the present. */
  readonly hasEpoch?: boolean;
  /** Absolute path of the configuration that it comes from, if any. */
  readonly configFile: string | undefined;
}

export interface ExploreRequest extends WorldRequest {
  /** Absolute path of the directory that the journal is kept in. */
  readonly directory: string;
  /** What is made of the report, besides the summary. */
  readonly views: readonly ReportView[];
  /** Absolute path of the file for the coverage, as a tracefile of lcov. */
  readonly lcovFile?: string | undefined;
  /** Go on with an interrupted exploration of the same configuration. */
  readonly resume: boolean;
  /** Absent where this exploration does all by itself. */
  readonly shard?: Shard | undefined;
  /** Absolute path of an earlier report: what failed then is tried first, and compared. */
  readonly since?: string | undefined;
  /** Execute what the earlier report proves unchanged, too. */
  readonly everything?: boolean;
  /** Exit with 3 when a bound ended the exploration with work left. */
  readonly failIncomplete: boolean;
  /** No live status; only the summary. */
  readonly quiet: boolean;
  /** Absolute path of the directory for evidence of defects; undefined: none is wanted. */
  readonly evidence: string | undefined;
  /** Show a live page on a port of loopback. */
  readonly ui: boolean;
  /**
   * The whole command, ready to be pasted into a shell, that replays a token in this world.
   * @param invocation what stands for this program; absent: as it was called
   */
  readonly replayCommand: (token: string, invocation?: string) => string;
}

export type Onlooker = 'gdb' | 'shell';

export interface ReplayRequest extends WorldRequest {
  readonly token: string;
  /** Where the run is to stand still: before a choice point, from 1, or where the defect shows. */
  readonly stopAt: number | 'defect' | undefined;
  /** Absolute path of the core file to write there. */
  readonly coreFile: string | undefined;
  /** Who looks at it there. */
  readonly live: Onlooker | undefined;
  /** How often to run the path. */
  readonly times: number;
  /** Only the verdict and the output, not each choice point. */
  readonly quiet: boolean;
}

export interface ReportRequest {
  /** Absolute paths; several are joined. */
  readonly files: readonly string[];
  /** Without any, the summary is printed. */
  readonly views: readonly ReportView[];
  /** Absolute path of the file for the coverage, as a tracefile of lcov. */
  readonly lcovFile?: string | undefined;
}

export interface DoctorRequest {
  /** Only what does not work. */
  readonly quiet: boolean;
}

/** What the commands do, once their words are understood. */
export interface CommandHandlers {
  explore(request: ExploreRequest): Promise<ExitCode>;
  replay(request: ReplayRequest): Promise<ExitCode>;
  report(request: ReportRequest): Promise<ExitCode>;
  doctor(request: DoctorRequest): Promise<ExitCode>;
}
