import type { TextFile } from '../project.js';
import { functionSpans } from '../syntax.js';
import type { Violation } from '../violation.js';

const functionLinesMax = 70;
const fileLinesMax = 300;

interface Sizes {
  readonly max: number;
  readonly median: number;
}

export interface Ratchet {
  readonly functionLines: Sizes;
  readonly fileLines: Sizes;
}

export function longFunctions(file: TextFile): readonly Violation[] {
  return functionSpans(file)
    .filter(({ lines }) => lines > functionLinesMax)
    .map(({ name, line, lines }) => ({
      file: file.path,
      line,
      message: `${name} has ${String(lines)} lines; split it, 5 to 15 are usual`,
    }));
}

export function longFile(file: TextFile): readonly Violation[] {
  const lines = lineCount(file);
  if (lines <= fileLinesMax) return [];
  return [{ file: file.path, message: `${String(lines)} lines; split it by concept` }];
}

export function measure(files: readonly TextFile[]): Ratchet {
  const functions = files.flatMap((file) => functionSpans(file).map(({ lines }) => lines));
  return { functionLines: sizes(functions), fileLines: sizes(files.map(lineCount)) };
}

/** What is larger now than the ratchet allows, one sentence each. */
export function grown(now: Ratchet, before: Ratchet): readonly string[] {
  return (['functionLines', 'fileLines'] as const).flatMap((what) =>
    (['max', 'median'] as const)
      .filter((size) => now[what][size] > before[what][size])
      .map((size) => {
        const [was, is] = [before[what][size], now[what][size]];
        return `${what}.${size}: ${String(was)} -> ${String(is)}`;
      }),
  );
}

/** The smaller of each pair: a ratchet only goes down. */
export function tightened(now: Ratchet, before: Ratchet): Ratchet {
  const smaller = (a: Sizes, b: Sizes): Sizes => ({
    max: Math.min(a.max, b.max),
    median: Math.min(a.median, b.median),
  });
  return {
    functionLines: smaller(now.functionLines, before.functionLines),
    fileLines: smaller(now.fileLines, before.fileLines),
  };
}

function sizes(values: readonly number[]): Sizes {
  const sorted = values.toSorted((a, b) => a - b);
  return { max: sorted.at(-1) ?? 0, median: sorted[Math.floor(sorted.length / 2)] ?? 0 };
}

function lineCount({ text }: TextFile): number {
  return text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
}
