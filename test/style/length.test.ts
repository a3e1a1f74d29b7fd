import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectFiles, projectRoot, sourceFiles, typescriptFiles } from './project.js';
import {
  grown,
  longFile,
  longFunctions,
  measure,
  tightened,
  type Ratchet,
} from './rules/length.js';
import { expectNone } from './violation.js';

const files = projectFiles();
const ratchetFile = join(projectRoot, 'test/style/ratchet.json');

function storedRatchet(): Ratchet {
  return JSON.parse(readFileSync(ratchetFile, 'utf8')) as Ratchet;
}

describe('length', () => {
  it('is at most 70 lines for a function', () => {
    expectNone(typescriptFiles(files).flatMap(longFunctions));
  });

  it('is at most 300 lines for a file of src', () => {
    expectNone(sourceFiles(files).flatMap(longFile));
  });

  it('does not grow past the ratchet', () => {
    const now = measure(sourceFiles(files));
    if (process.env['CHOKEPOINT_RATCHET'] === 'tighten') {
      writeFileSync(ratchetFile, `${JSON.stringify(tightened(now, storedRatchet()), null, 2)}\n`);
    }
    const message = 'src grew past test/style/ratchet.json; split what you added';
    expect(grown(now, storedRatchet()), message).toEqual([]);
  });
});

describe('the length rules', () => {
  const at = (text: string) => ({ path: 'src/a.ts', text });
  const body = (lines: number) => 'f();\n'.repeat(lines - 2);

  it('count a function from its first to its last line', () => {
    expect(longFunctions(at(`/**\n * doc\n */\nfunction f() {\n${body(70)}}\n`))).toEqual([]);
    expect(longFunctions(at(`function f() {\n${body(71)}}\n`))).toMatchObject([{ line: 1 }]);
    expect(longFunctions(at(`const f = () => {\n${body(71)}};\n`))).toHaveLength(1);
    expect(longFunctions(at(`describe('x', () => {\n${body(90)}});\n`))).toEqual([]);
  });

  it('count the lines of a file', () => {
    expect(longFile(at('\n'.repeat(300)))).toEqual([]);
    expect(longFile(at('\n'.repeat(301)))).toHaveLength(1);
  });

  it('let the ratchet go down only', () => {
    const small = measure([at('function f() {\n}\n')]);
    const large = measure([at('function f() {\n\n}\n')]);
    expect(grown(large, small)).toContain('functionLines.max: 2 -> 3');
    expect(grown(small, large)).toEqual([]);
    expect(tightened(large, small)).toEqual(small);
    expect(tightened(small, large)).toEqual(small);
  });
});
