import { describe, expect, it } from 'vitest';
import { bySourceFile } from '../../../src/coverage/by-source-file.js';
import { parseLcovLines } from '../../../src/coverage/lcov-lines.js';
import { parseLlvmFunctions } from '../../../src/coverage/llvm-answer.js';
import { llvmFiles } from '../../../src/coverage/llvm-files.js';

const expansion = 1;

/** What `llvm-cov export --format=text` says of functions, as far as it is looked at. */
function answer(functions: readonly object[]): string {
  return JSON.stringify({ data: [{ files: [], functions, totals: {} }], version: '2.0.1' });
}

function functionOf(name: string, line: number, count: number, branches: number[][], more = {}) {
  const regions = [[line, 1, line + 9, 2, count, 0, 0, 0]];
  return { name, count, filenames: ['/src/a.c'], regions, branches, ...more };
}

const lcov = `SF:/src/a.c
FN:3,main
FNDA:1,main
DA:3,1
DA:4,18446744073709551615
BRDA:4,0,0,1
LF:2
end_of_record
SF:/usr/include/x.h
DA:1,1
end_of_record
`;

describe('what llvm-cov says', () => {
  const both = functionOf('main', 3, 1, [
    [4, 7, 4, 8, 5, 0, 0, 0, 4],
    [4, 12, 4, 13, 0, 2, 0, 0, 4],
    // In a macro of a macro, which the function uses in line 6.
    [90, 1, 90, 5, 4, 4, 2, 0, 4],
  ]);
  const regions = [
    ...both.regions,
    [6, 3, 6, 9, 1, 0, 1, expansion],
    [80, 1, 80, 9, 1, 1, 2, expansion],
  ];
  const filenames = ['/src/a.c', '/src/a.c', '/usr/include/x.h'];
  const text = answer([
    { ...both, regions, filenames },
    functionOf('a.c:shared', 20, 2, [[21, 1, 21, 2, 2, 0, 0, 0, 4]]),
    functionOf('b.c:shared', 20, 3, [[21, 1, 21, 2, 0, 3, 0, 0, 4]]),
    functionOf('c.cpp:_ZL3foov', 40, 0, []),
  ]);
  const names = new Map([['_ZL3foov', 'foo()']]);
  const files = bySourceFile(llvmFiles(parseLcovLines(lcov), parseLlvmFunctions(text), names));

  it('is told by file, without what the compiler brings along', () => {
    expect(files.map(({ file }) => file)).toEqual(['/src/a.c']);
  });

  it('has lines with their branches, those of macros where they are used', () => {
    expect(files[0]?.lines).toEqual([
      { number: 3, count: 1, branches: [] },
      { number: 4, count: 2 ** 64, branches: [5, 0, 0, 2] },
      { number: 6, count: 0, branches: [4, 4] },
      { number: 21, count: 0, branches: [2, 3] },
    ]);
  });

  it('has functions, one for all units that a header is part of', () => {
    expect(files[0]?.functions).toEqual([
      { symbol: 'main', name: 'main', line: 3, count: 1, branches: [5, 0, 0, 2, 4, 4] },
      { symbol: 'shared', name: 'shared', line: 20, count: 5, branches: [2, 3] },
      { symbol: '_ZL3foov', name: 'foo()', line: 40, count: 0, branches: [] },
    ]);
  });

  it('may be of another form', () => {
    expect(() => parseLlvmFunctions('{"data":[{"functions":[{}]}]}')).toThrow();
  });
});
