import { describe, expect, it } from 'vitest';
import { bySourceFile } from '../../../src/coverage/by-source-file.js';
import { parseGcovAnswers } from '../../../src/coverage/gcov-answer.js';
import { lcovText } from '../../../src/coverage/lcov-text.js';
import { lineCoverage } from '../../../src/coverage/line-coverage.js';

type Lines = readonly (readonly [
  number: number,
  name: string,
  count: number,
  branches: readonly number[],
])[];

/** What gcov prints of an object file that has one function of a header, and one of its own. */
function answer(file: string, own: string, lines: Lines): string {
  const functionAt = (name: string, line: number, count: number): object => ({
    name,
    demangled_name: `${name}(int)`,
    start_line: line,
    execution_count: count,
  });
  const linesOf = (name: string): readonly object[] =>
    lines
      .filter(([, found]) => found === name)
      .map(([line_number, function_name, count, branches]) => {
        return { line_number, function_name, count, branches: branches.map((n) => ({ count: n })) };
      });
  const files = [
    { file: 'shared.h', functions: [functionAt('both', 1, 1)], lines: linesOf('both') },
    { file, functions: [functionAt(own, 7, 2)], lines: linesOf(own) },
    { file: '/usr/include/x.h', functions: [functionAt('x', 1, 1)], lines: linesOf('x') },
  ];
  return JSON.stringify({ current_working_directory: '/src', files });
}

const one = answer('a.c', 'a', [
  [1, 'both', 1, []],
  [2, 'both', 1, [1, 0]],
  [7, 'a', 2, []],
  [8, 'a', 0, [0, 0]],
  [1, 'x', 5, [5, 5]],
]);
const two = answer('b.c', 'b', [
  [1, 'both', 1, []],
  [2, 'both', 3, [0, 3]],
  [7, 'b', 2, []],
]);

describe('source files', () => {
  const files = bySourceFile(parseGcovAnswers(`${one}\n${two}\n`));

  it('are told once, in order, and without what the compiler brings along', () => {
    expect(files.map(({ file }) => file)).toEqual(['/src/a.c', '/src/b.c', '/src/shared.h']);
  });

  it('have what all object files counted in them', () => {
    const shared = files[2];
    expect(shared?.lines).toEqual([
      { number: 1, count: 2, branches: [] },
      { number: 2, count: 4, branches: [1, 3] },
    ]);
    expect(shared?.functions).toMatchObject([{ name: 'both(int)', count: 2, branches: [1, 3] }]);
  });

  it('make a tracefile', () => {
    expect(lcovText(files.slice(0, 1)).split('\n')).toEqual([
      'TN:',
      'SF:/src/a.c',
      'FN:7,a',
      'FNDA:2,a',
      'FNF:1',
      'FNH:1',
      'BRDA:8,0,0,-',
      'BRDA:8,0,1,-',
      'BRF:2',
      'BRH:0',
      'DA:7,2',
      'DA:8,0',
      'LF:2',
      'LH:1',
      'end_of_record',
      '',
    ]);
  });

  it('are compared with what was reached without a fault', () => {
    const before = bySourceFile(parseGcovAnswers(two));
    expect(lineCoverage(before, files)).toEqual({
      lines: { count: 5, baseline: 3, reached: 4 },
      branches: { count: 4, baseline: 1, reached: 2 },
      functions: [
        { file: '/src/a.c', function: 'a(int)', line: 7, branches: 2, baseline: 0, reached: 0 },
        { file: '/src/b.c', function: 'b(int)', line: 7, branches: 0, baseline: 0, reached: 0 },
        {
          file: '/src/shared.h',
          function: 'both(int)',
          line: 1,
          branches: 2,
          baseline: 1,
          reached: 2,
        },
      ],
    });
  });
});
