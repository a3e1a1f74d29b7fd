/** A line of a source file, with the branches of all functions that were made of it. */
export interface SourceLine {
  readonly number: number;
  readonly count: number;
  readonly branches: readonly number[];
}

export interface SourceFunction {
  /** As the linker knows it; unique in its file. */
  readonly symbol: string;
  /** As people write it. */
  readonly name: string;
  readonly line: number;
  readonly count: number;
  readonly branches: readonly number[];
}

/** How often what is written in a file was executed. */
export interface SourceFile {
  /** Absolute. */
  readonly file: string;
  readonly functions: readonly SourceFunction[];
  readonly lines: readonly SourceLine[];
}
