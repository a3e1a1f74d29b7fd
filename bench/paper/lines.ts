import type { SearchResult } from './measure-search.js';
import type { StepsResult } from './measure-steps.js';

/** `12.3 MB`; as the paper counts, a million bytes. */
export function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(bytes < 1e8 ? 2 : 0)} MB`;
}

export function milliseconds(ms: number): string {
  return `${ms.toFixed(ms < 100 ? 1 : 0)} ms`;
}

function seconds(value: number): string {
  return `${value.toFixed(2)} s`;
}

/** For the terminal. */
export function stepsLine({ saveMs, restoreMs, bytes, refusals }: StepsResult): string {
  const refused = Object.keys(refusals);
  const why = refused.length === 0 ? '' : `  (refused: ${refused.join(', ')})`;
  const [save, restore] = [milliseconds(saveMs.median), milliseconds(restoreMs.median)];
  return `save ${save}, restore ${restore}, ${megabytes(bytes.median)}${why}`;
}

export function searchLine(result: SearchResult): string {
  const { paths, defects, runs, notes } = result;
  const found = [...new Set(defects), ...notes].join('; ');
  return `${searchCell(result)} checkpoints; ${paths} paths, ${runs} runs  ${found}`;
}

/** `1.49 s, 1.02 MB, 5` */
export function searchCell(result: SearchResult): string {
  const { seconds: time, bytes, checkpoints } = result;
  return `${seconds(time.median)}, ${megabytes(bytes.median)}, ${checkpoints.median}`;
}
