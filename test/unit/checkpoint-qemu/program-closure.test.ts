import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import { programClosure } from '../../../src/checkpoint/qemu/image/program-closure.js';
import { refusalOf } from './refusal-of.js';
import { Scratch } from './scratch.js';

const nowhere = { cwd: '/', env: {} };

/** A program that needs a library which lies beside it, found by LD_LIBRARY_PATH or RUNPATH. */
function buildProgram(scratch: Scratch, ...flags: string[]): string {
  const library = scratch.path('libanswer.so');
  const source = scratch.write('main.c', 'int answer(void); int main(void) { return answer(); }');
  const answer = scratch.write('answer.c', 'int answer(void) { return 0; }');
  const program = scratch.path('program');
  execFileSync('cc', ['-shared', '-fPIC', '-o', library, answer]);
  execFileSync('cc', ['-o', program, source, `-L${scratch.directory}`, '-lanswer', ...flags]);
  return program;
}

test('of curl: what ldd lists', (context) => {
  if (!existsSync('/usr/bin/curl')) context.skip('curl is not installed');
  const output = execFileSync('ldd', ['/usr/bin/curl'], { encoding: 'utf8' });
  const listed = [...output.matchAll(/(\/\S+) \(0x/g)].map(([, file]) => file);
  const { isDynamic, files } = programClosure('/usr/bin/curl', nowhere);
  expect(isDynamic).toBe(true);
  expect([...new Set(files)].sort()).toEqual(['/usr/bin/curl', ...listed].sort());
  expect(files.length).toBeGreaterThan(5);
});

test('a library beside the program, by LD_LIBRARY_PATH or by its run path', () => {
  using scratch = new Scratch();
  const library = scratch.path('libanswer.so');
  const env = { LD_LIBRARY_PATH: scratch.directory };
  expect(programClosure(buildProgram(scratch), { cwd: '/', env }).files).toContain(library);
  const byRunPath = buildProgram(scratch, '-Wl,-rpath,$ORIGIN');
  expect(programClosure(byRunPath, { cwd: '/', env: {} }).files).toContain(library);
});

test('a missing library is named', () => {
  using scratch = new Scratch();
  const program = buildProgram(scratch);
  rmSync(scratch.path('libanswer.so'));
  expect(() => programClosure(program, { ...nowhere })).toThrow(/libanswer\.so/);
});

test('a script brings its interpreter, also by env and PATH', () => {
  using scratch = new Scratch();
  const script = scratch.write('script', '#!/usr/bin/env -S own -x\n', 0o755);
  const own = scratch.write('own', '#!/bin/sh -e\n', 0o755);
  const around = { cwd: '/', env: { PATH: `/nowhere:${scratch.directory}` } };
  const { isDynamic, files } = programClosure(script, around);
  expect(isDynamic).toBe(true);
  expect(files).toEqual(expect.arrayContaining([script, '/usr/bin/env', own, '/bin/sh']));
});

test('a static program is told', () => {
  using scratch = new Scratch();
  const source = scratch.write('main.c', 'void _start(void) { for (;;) ; }');
  const program = scratch.path('program');
  execFileSync('cc', ['-static', '-nostdlib', '-o', program, source]);
  expect(programClosure(program, nowhere)).toEqual({ isDynamic: false, files: [program] });
});

test('a program for another machine is refused', () => {
  using scratch = new Scratch();
  const foreign = readFileSync('/bin/true');
  foreign.writeUInt16LE(183, 18);
  const program = scratch.write('program', foreign, 0o755);
  expect(refusalOf(() => programClosure(program, nowhere)).code).toBe(77);
});
