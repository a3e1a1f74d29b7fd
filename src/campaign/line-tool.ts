import type { SourceFile } from '../coverage/source-file.js';
import type { LineCoverage } from '../model/line-coverage.js';

/** By path of the program or library: what its counters have counted. */
export type Totals = ReadonlyMap<string, ArrayLike<number>>;

/** What makes lines and branches of a compiler's counters. */
export interface LineTool {
  readonly kind: LineCoverage['kind'];
  /** As it is called in PATH. */
  readonly name: string;
  /** @param modules all that may be asked for: a library may be there only after a fault */
  open(modules: readonly string[]): LineReader;
}

interface LineReader {
  /** What of the modules cannot be told, and why. */
  readonly notes: readonly string[];
  read(counts: Totals): Promise<readonly SourceFile[]>;
}

/** One tool tells all lines of a report; a library may be another compiler's. */
export function leftOutText(module: string, compiler: string): string {
  return `coverage: what ${compiler} counts in ${module} is not in it`;
}
