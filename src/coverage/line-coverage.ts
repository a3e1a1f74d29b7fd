import type { FunctionCoverage, LineCoverage, Share } from '../model/line-coverage.js';
import type { SourceFile, SourceFunction } from './source-file.js';

/** What the exploration reached, and what of it the run without a fault did. */
export function lineCoverage(
  baseline: readonly SourceFile[],
  explored: readonly SourceFile[],
): Omit<LineCoverage, 'kind'> {
  const pairs = explored.map((file) => {
    return { file, before: baseline.find((other) => other.file === file.file) };
  });
  return {
    lines: share(hitLines(baseline), hitLines(explored)),
    branches: share(branchesOf(baseline), branchesOf(explored)),
    functions: pairs.flatMap(({ file, before }) =>
      file.functions.map((found) => functionCoverage(file.file, found, before)),
    ),
  };
}

function functionCoverage(
  file: string,
  { symbol, name, line, branches }: SourceFunction,
  before: SourceFile | undefined,
): FunctionCoverage {
  const known = before?.functions.find((other) => other.symbol === symbol);
  const { count, baseline, reached } = share(known?.branches ?? [], branches);
  return { file, function: name, line, branches: count, baseline, reached };
}

function share(before: readonly number[], after: readonly number[]): Share {
  const positive = (counts: readonly number[]): number => counts.filter((n) => n > 0).length;
  return { count: after.length, baseline: positive(before), reached: positive(after) };
}

function hitLines(files: readonly SourceFile[]): readonly number[] {
  return files.flatMap(({ lines }) => lines.map(({ count }) => count));
}

function branchesOf(files: readonly SourceFile[]): readonly number[] {
  return files.flatMap(({ lines }) => lines.flatMap(({ branches }) => branches));
}
