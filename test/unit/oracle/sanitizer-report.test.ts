import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sanitizerReport } from '../../../src/oracle/sanitizer-report.js';
import { exited, programEnd, termination } from '../../search/terminations.js';

function reportIn(stderr: string): ReturnType<typeof sanitizerReport> {
  return sanitizerReport(termination([programEnd('sut', exited(1), stderr)]));
}

describe('a sanitizer report', () => {
  it.each([
    [
      '==17==ERROR: AddressSanitizer: heap-use-after-free on address 0x602\n' +
        'SUMMARY: AddressSanitizer: heap-use-after-free /a/b.c:7:3 in main\n==17==ABORTING\n',
      'AddressSanitizer',
      'heap-use-after-free /a/b.c:7:3 in main',
    ],
    [
      '==17==ERROR: LeakSanitizer: detected memory leaks\n',
      'LeakSanitizer',
      'detected memory leaks',
    ],
    [
      '==9==WARNING: MemorySanitizer: use-of-uninitialized-value\n',
      'MemorySanitizer',
      'use-of-uninitialized-value',
    ],
    ['WARNING: ThreadSanitizer: data race (pid=4242)\n', 'ThreadSanitizer', 'data race'],
    [
      'a.c:5:9: runtime error: signed integer overflow: 1 + 2147483647\n',
      'UndefinedBehaviorSanitizer',
      'a.c:5:9: runtime error: signed integer overflow: 1 + 2147483647',
    ],
  ])('is read from %j', (stderr, tool, summary) => {
    expect(reportIn(stderr)).toEqual({ kind: 'sanitizer', tool, summary });
  });

  it('is no talk about one', () => {
    expect(reportIn('built with AddressSanitizer\n')).toBeUndefined();
    expect(reportIn('panic: runtime error: index out of range\n')).toBeUndefined();
    expect(reportIn('ERROR: connection refused\n')).toBeUndefined();
  });

  it('may come from any program and stream; the program under test goes first', () => {
    const summary = 'SUMMARY: ThreadSanitizer: data race p.c:1 in f';
    const peer = { ...programEnd('peer', exited(0)), stdout: summary };
    const sut = programEnd('sut', exited(0), 'SUMMARY: AddressSanitizer: SEGV s.c:2 in g');
    expect(sanitizerReport(termination([peer]))).toMatchObject({ tool: 'ThreadSanitizer' });
    expect(sanitizerReport(termination([peer, sut]))).toMatchObject({ tool: 'AddressSanitizer' });
  });
});

describe('what compilers really print', () => {
  let directory: string;

  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'chokepoint-sanitizer-'));
  });

  afterAll(() => {
    rmSync(directory, { recursive: true });
  });

  it.each([
    [
      'address',
      '#include <stdlib.h>\nint main(void){volatile char*p=malloc(4);free((void*)p);return p[1];}',
      'AddressSanitizer',
      /^heap-use-after-free /,
    ],
    [
      'undefined',
      'int main(int n,char**v){(void)v;volatile int big=2147483647;return big+n>0;}',
      'UndefinedBehaviorSanitizer',
      /runtime error: signed integer overflow/,
    ],
  ])('is understood (-fsanitize=%s)', (sanitizer, source, tool, summary) => {
    const file = join(directory, `${sanitizer}.c`);
    const program = join(directory, sanitizer);
    writeFileSync(file, source);
    execFileSync('cc', ['-g', `-fsanitize=${sanitizer}`, file, '-o', program]);
    const { stderr } = spawnSync(program, { encoding: 'utf8' });
    const report = reportIn(stderr);
    if (report?.kind !== 'sanitizer') throw new Error(stderr);
    expect(report.tool).toBe(tool);
    expect(report.summary).toMatch(summary);
  });
});
