import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { annotateDefects, annotateRun } from '../../../src/campaign/source-annotator.js';
import type { Frame } from '../../../src/model/choice-point.js';
import type { Defect } from '../../../src/model/run.js';
import { crashed, connectPoint, defect } from '../report/samples.js';

const directory = mkdtempSync(join(tmpdir(), 'source-annotator-'));
const sourceFile = join(directory, 'program.c');
const program = join(directory, 'program');

const source = `extern int puts(const char *);
static inline __attribute__((always_inline)) int inner(int x) {
  return puts(x > 1 ? "${'a'.repeat(300)}" : "b") * 3;
}
__attribute__((noinline)) int outer(int x) {
\treturn inner(x) + 1;
}
int main(int c, char **v) { return outer(c) + (v == 0); }
`;

let frame: Frame;

beforeAll(() => {
  writeFileSync(sourceFile, source);
  utimesSync(sourceFile, 1, 1);
  execFileSync('cc', ['-O2', '-g', '-o', program, sourceFile]);
  const listing = execFileSync('objdump', ['-d', program], { encoding: 'latin1' });
  const body = listing.slice(listing.indexOf('<outer>:'));
  const [, address = ''] = /^ *([0-9a-f]+):.*call/m.exec(body) ?? [];
  frame = { module: 'program', path: program, address: parseInt(address, 16), function: 'outer' };
});
afterAll(() => {
  rmSync(directory, { recursive: true });
});

function found(): Defect {
  const crash = { role: 'sut', program: 'x', process: 1, signal: 'SIGSEGV' } as const;
  const crashes = [{ ...crash, stack: [frame] }];
  return { ...defect, termination: { ...crashed, crashes } };
}

function stackOf([first]: readonly Defect[]): readonly Frame[] {
  return first?.termination.crashes[0]?.stack ?? [];
}

describe('the stacks of a defect', () => {
  it('unfold what was inlined, with a few lines of each place', () => {
    const [inner, outer, ...more] = stackOf(annotateDefects([found()]));
    const { module, path, address } = frame;
    expect(more).toEqual([]);
    expect(inner).toMatchObject({ module, path, address, function: 'inner', inlined: true });
    expect(inner?.source).toBe(`${sourceFile}:3`);
    expect(outer).toMatchObject({ ...frame, source: `${sourceFile}:6` });
    expect(outer).not.toHaveProperty('inlined');
    expect(outer?.code?.first).toBe(3);
    expect(outer?.code?.lines).toHaveLength(6);
    expect(outer?.code?.lines[3]).toBe('    return inner(x) + 1;');
    expect(Math.max(...(outer?.code?.lines ?? []).map(({ length }) => length))).toBe(200);
  });

  it('show no lines of a source that was changed after the program was built', () => {
    const later = Date.now() / 1000 + 60;
    utimesSync(sourceFile, later, later);
    expect(stackOf(annotateDefects([found()])).map(({ code }) => code)).toEqual([
      undefined,
      undefined,
    ]);
    utimesSync(sourceFile, 1, 1);
  });

  it('leave what the defect is called by as it was', () => {
    const before = found();
    const [after] = annotateDefects([before]);
    expect(after?.fingerprint).toBe(before.fingerprint);
    expect(stackOf([before])).toEqual([frame]);
  });
});

it('choice points keep their names, and get the inlined frames as well', () => {
  const { points } = annotateRun([{ ...connectPoint, stack: [frame] }], crashed);
  expect(points[0]).toMatchObject({ name: connectPoint.name, id: connectPoint.id });
  expect(points[0]?.stack.map(({ function: name }) => name)).toEqual(['inner', 'outer']);
});
