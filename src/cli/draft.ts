import type { CommandLine, OverridingFields } from '../config/command-line.js';
import type { ProgramObject } from '../config/program-schema.js';
import type { Shard } from '../explore/shard.js';
import type { Renderer } from '../report/report-view.js';

/** A view as it was asked for; `file` is absent for one that goes to standard output. */
export interface AskedView {
  readonly option: string;
  readonly file?: string;
  readonly render: Renderer;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** What the options read so far amount to; each option changes it when it is met. */
export interface Draft {
  configFile: string | undefined;
  readonly fields: Mutable<OverridingFields>;
  readonly sut: Partial<ProgramObject>;
  readonly peers: ProgramObject[];
  readonly drivers: ProgramObject[];
  readonly probes: ProgramObject[];
  readonly views: AskedView[];
  lcovFile: string | undefined;
  /** A directory; false: no evidence. */
  evidence: string | false | undefined;
  resume: boolean;
  shard: Shard | undefined;
  since: string | undefined;
  everything: boolean;
  failIncomplete: boolean;
  quiet: boolean;
  ui: boolean;
  /** The options that describe the world, as they were given: what a replay has to repeat. */
  readonly worldWords: string[];
}

export function emptyDraft(): Draft {
  return {
    configFile: undefined,
    fields: {},
    sut: {},
    peers: [],
    drivers: [],
    probes: [],
    views: [],
    lcovFile: undefined,
    evidence: undefined,
    resume: false,
    shard: undefined,
    since: undefined,
    everything: false,
    failIncomplete: false,
    quiet: false,
    ui: false,
    worldWords: [],
  };
}

/** The draft with the program after `--`, if there was one. */
export function commandLineOf(
  draft: Draft,
  directory: string,
  program: readonly string[] | undefined,
): CommandLine {
  const { fields, peers, drivers, probes } = draft;
  const sut = program === undefined ? draft.sut : { ...draft.sut, command: [...program] };
  return { directory, fields, sut, peers, drivers, probes };
}
