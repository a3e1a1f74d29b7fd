import type { CommandLine, OverridingFields } from '../config/command-line.js';
import type { ProgramObject } from '../config/program-schema.js';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** What the options read so far amount to; each option changes it when it is met. */
export interface Draft {
  configFile: string | undefined;
  readonly fields: Mutable<OverridingFields>;
  readonly sut: Partial<ProgramObject>;
  readonly peers: ProgramObject[];
  readonly drivers: ProgramObject[];
  readonly probes: ProgramObject[];
  jsonFile: string | undefined;
  /** A directory; false: no evidence. */
  evidence: string | false | undefined;
  resume: boolean;
  failIncomplete: boolean;
  quiet: boolean;
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
    jsonFile: undefined,
    evidence: undefined,
    resume: false,
    failIncomplete: false,
    quiet: false,
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
