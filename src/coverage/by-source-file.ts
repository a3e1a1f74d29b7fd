import { groupBy } from '../support/group-by.js';
import type { CountedFile, CountedFunction, CountedLine } from './gcov-answer.js';
import type { SourceFile, SourceFunction, SourceLine } from './source-file.js';

/** What the compiler brings along is nobody's to test. */
const foreign = /^\/usr\/(include|lib)\//;

/** In order of their names: a header, say, is part of several object files. */
export function bySourceFile(counted: readonly CountedFile[]): readonly SourceFile[] {
  const own = counted.filter(({ file }) => !foreign.test(file));
  const files = [...groupBy(own, ({ file }) => file)].map(([file, parts]) => ({
    file,
    functions: functionsOf(parts),
    lines: linesOf(parts.flatMap(({ lines }) => lines)),
  }));
  return files.sort((a, b) => (a.file < b.file ? -1 : 1));
}

function functionsOf(parts: readonly CountedFile[]): readonly SourceFunction[] {
  const lines = groupBy(
    parts.flatMap((part) => part.lines),
    (line) => line.function ?? '',
  );
  const copies = groupBy(
    parts.flatMap(({ functions }) => functions),
    ({ symbol }) => symbol,
  );
  const functions = [...copies].map(([symbol, same]) => ({
    ...firstOf(same),
    count: sum(same.map(({ count }) => count)),
    branches: linesOf(lines.get(symbol) ?? []).flatMap(({ branches }) => branches),
  }));
  return functions.sort((a, b) => a.line - b.line);
}

function firstOf([first]: readonly [CountedFunction, ...CountedFunction[]]): CountedFunction {
  return first;
}

function linesOf(all: readonly CountedLine[]): readonly SourceLine[] {
  const lines = [...groupBy(all, ({ number }) => number)].map(([number, parts]) => ({
    number,
    count: sum(parts.map(({ count }) => count)),
    // The same function in another object file has the same branches, another function its own.
    branches: [...groupBy(parts, (part) => part.function)].flatMap(([, copies]) =>
      sumEach(copies.map(({ branches }) => branches)),
    ),
  }));
  return lines.sort((a, b) => a.number - b.number);
}

function sumEach(lists: readonly (readonly number[])[]): readonly number[] {
  const length = Math.max(...lists.map((list) => list.length));
  return Array.from({ length }, (_, i) => sum(lists.map((list) => list[i] ?? 0)));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
