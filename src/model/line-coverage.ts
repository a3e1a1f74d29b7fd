/** How many there are, how many the run without a fault reached, and how many any run did. */
export interface Share {
  readonly count: number;
  readonly baseline: number;
  readonly reached: number;
}

/** A function of the program, and how many of its branches were reached. */
export interface FunctionCoverage {
  readonly file: string;
  readonly function: string;
  readonly line: number;
  readonly branches: number;
  readonly baseline: number;
  readonly reached: number;
}

/** What of a program's source was executed. */
export interface LineCoverage {
  readonly kind: 'gcov' | 'llvm';
  readonly lines: Share;
  readonly branches: Share;
  readonly functions: FunctionCoverage[];
}
