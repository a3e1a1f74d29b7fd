import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import {
  demangle,
  parseSymboliserOutput,
  readSourceLines,
  symbolisers,
} from '../../../../src/tracer/symbols/source-lines.js';

const directory = mkdtempSync(join(tmpdir(), 'source-lines-'));
afterAll(() => {
  rmSync(directory, { recursive: true });
});

const source = `extern int puts(const char *);
static inline __attribute__((always_inline)) int inner(int x) {
  return puts(x > 1 ? "a" : "b") * 3;
}
__attribute__((noinline)) int outer(int x) {
  return inner(x) + 1;
}
int main(int c, char **v) { return outer(c) + (v == 0); }
`;

/** The file address of the only call in outer(). */
function build(flag: string): { path: string; address: number } {
  const path = join(directory, `program${flag}`);
  writeFileSync(join(directory, 'program.c'), source);
  execFileSync('cc', ['-O2', flag, '-o', path, join(directory, 'program.c')]);
  const listing = execFileSync('objdump', ['-d', path], { encoding: 'latin1' });
  const outer = listing.slice(listing.indexOf('<outer>:'));
  const [, address = ''] = /^ *([0-9a-f]+):.*call/m.exec(outer) ?? [];
  return { path, address: parseInt(address, 16) };
}

const installed = (tool: string): boolean => spawnSync(tool, ['--version']).status === 0;

describe.each(symbolisers)('%s', (tool) => {
  test('gives inlined functions, innermost first', (context) => {
    if (!installed(tool)) context.skip(`${tool} is not installed`);
    const { path, address } = build('-g');
    const [found, nowhere] = readSourceLines(tool, path, [address, 1]);
    expect(found).toEqual([
      { function: 'inner', file: join(directory, 'program.c'), line: 3 },
      { function: 'outer', file: join(directory, 'program.c'), line: 6 },
    ]);
    expect(nowhere).toBeUndefined();
  });

  test('without debug information, without the file or without the tool there is nothing', () => {
    const { path, address } = build('-g0');
    expect(readSourceLines(tool, path, [address, address])).toEqual([undefined, undefined]);
    expect(readSourceLines(tool, '/does/not/exist', [1])).toEqual([undefined]);
  });
});

test('the output of elfutils is understood', () => {
  const output = `0x0000000000001169
inner inlined at /src/t.c:3:52 in outer
/src/t.c:2:71
outer
/src/t.c:3:52
0x0000000000000001
??
??:0
0x0000000000000002
main
/src/t.c:9 (discriminator 2)
`;
  expect(parseSymboliserOutput(output)).toEqual([
    [
      { function: 'inner', file: '/src/t.c', line: 2 },
      { function: 'outer', file: '/src/t.c', line: 3 },
    ],
    undefined,
    [{ function: 'main', file: '/src/t.c', line: 9 }],
  ]);
});

test('names of C++ and Rust are demangled, others are left alone', () => {
  const expected = installed('c++filt') ? 'node::Start(int, char**)' : '_ZN4node5StartEiPPc';
  expect(demangle(['main', '_ZN4node5StartEiPPc'])).toEqual(['main', expected]);
  expect(demangle([])).toEqual([]);
});
