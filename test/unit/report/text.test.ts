import fc from 'fast-check';
import picocolors from 'picocolors';
import { describe, expect, it } from 'vitest';
import { colorsFor, obeysSequences } from '../../../src/report/colors.js';
import { buildReport } from '../../../src/report/build-report.js';
import { outputTail } from '../../../src/report/output-tail.js';
import { printable, printableLine } from '../../../src/report/printable.js';
import { duration, timesText } from '../../../src/report/quantities.js';
import { replayEndText, replayPointText } from '../../../src/report/replay-text.js';
import { textSummary } from '../../../src/report/text-summary.js';
import { anyText } from '../../support/any-text.js';
import { connectPoint, crashed, defect, input, refused } from './samples.js';

const plain = picocolors.createColors(false);
const colored = picocolors.createColors(true);

describe('textSummary', () => {
  it('tells a person what was found', () => {
    expect(textSummary(buildReport(input), plain)).toMatchInlineSnapshot(`
      "1 defect in 4 paths, 2 choice points, 1,240 checkpoints, 3.2 s, engine replay
      covered: all paths with at most 1 fault: complete (3); with 2: 1 of 2
      1 run did not meet the choice points of the path again: the program is not repeatable
      call sites: 2 met, 2 with a fault tried
      outcomes asked for: 1 fired, 1 not reachable
      note: the engine rewind is not available here

      1. the program crashed with SIGSEGV  [0123abcd, seen in 3 runs]
         injected: connect client:5000 -> ECONNREFUSED
           at dial (client.c:31)
           at main (client+0x2000)
           at ? (libc.so.6+0xff)
         client received SIGSEGV:
           at dial (client.c:31)
         stdout of client:
           | dialling
         stderr of client:
           | connect: refused\\x07
         replay:
           chokepoint replay cp1:aaaaaaaa=ECONNREFUSED -- ./client 5000
      "
    `);
  });

  it('says that nothing was found', () => {
    const counters = { ...input.counters, complete: true, diverged: 0, checkpoints: 1 };
    const text = textSummary(buildReport({ ...input, counters, defects: [], notes: [] }), plain);
    expect(text).toBe(
      'no defect in 4 paths, 2 choice points, 1 checkpoint, 3.2 s, engine replay\n' +
        'covered: all paths with at most 1 fault: complete (3); with 2: 1 of 2\n' +
        'call sites: 2 met, 2 with a fault tried\n' +
        'outcomes asked for: 1 fired, 1 not reachable\n',
    );
  });

  it('says what of the source was reached, and where a call was met without a fault', () => {
    const share = { count: 1200, baseline: 31, reached: 78 };
    const place = { file: '/src/a.c', line: 1, branches: 20 };
    const functions = [
      { ...place, function: 'same', baseline: 20, reached: 20 },
      { ...place, function: 'some', baseline: 10, reached: 11 },
      { ...place, function: 'most', baseline: 0, reached: 15 },
    ];
    const lineCoverage = { kind: 'gcov' as const, lines: share, branches: share, functions };
    const report = { ...buildReport({ ...input, runs: [] }), lineCoverage };
    expect(textSummary(report, plain)).toContain(
      '\ncall sites: 2 met, 0 with a fault tried\n' +
        'lines: baseline 31 of 1,200, exploration 78 of 1,200 (+47)\n' +
        'branches: baseline 31 of 1,200, exploration 78 of 1,200 (+47): most in most(), some()\n',
    );
  });

  it('says which rules were of no use, and that faults were bare', () => {
    const missed = { paths: 0, status: 'not reachable', reason: 'it is a TCP socket' } as const;
    const requested = [
      { rule: 0, call: 'recv', outcome: 'drop', ...missed },
      { rule: 0, call: 'recv', outcome: 'eof', status: 'fired', paths: 2 },
      { rule: 1, outcome: 'dead', ...missed, reason: 'no call matched the rule' },
      { rule: 1, outcome: 'eof', ...missed, reason: 'no call matched the rule' },
    ] as const;
    const settings = { ...input.settings, faults: { ...input.settings.faults, bare: true } };
    const text = textSummary(buildReport({ ...input, settings, requested }), plain);
    expect(text.split('\n').slice(4, 8)).toEqual([
      'outcomes asked for: 1 fired, 3 not reachable',
      'faults.rules[0] (recv): drop: not reachable: it is a TCP socket',
      'faults.rules[1]: not reachable: no call matched the rule',
      'bare faults: only results of calls were overwritten; sockets and their peers knew nothing',
    ]);
  });

  it('shows where the threads of a hang wait', () => {
    const waiting = [{ call: 'read', stack: connectPoint.stack }];
    const termination = { ...crashed, crashes: [], waiting };
    const verdict = { kind: 'hang', cause: 'no-progress' } as const;
    const hang = { ...defect, termination, verdict };
    const text = textSummary(buildReport({ ...input, defects: [hang] }), plain);
    expect(text).toContain('   waits in read:\n     at dial (client.c:31)\n');
  });

  it('gives the replay command whole, however long', () => {
    const replayCommand = (): string => `chokepoint replay ${'x'.repeat(5000)} end`;
    const text = textSummary(buildReport({ ...input, replayCommand }), plain);
    expect(text).toContain(`     ${replayCommand()}\n`);
  });

  it('is the same text with colours', () => {
    const report = buildReport(input);
    const text = textSummary(report, colored);
    expect(text).not.toBe(textSummary(report, plain));
    expect(printable(text)).toBe(textSummary(report, plain));
  });

  it('lets nothing of a hostile program through', () => {
    const evil = '\u001b]0;title\u0007\u009b31m\r\u202e\udc00';
    const stack = [{ module: evil, path: '', address: 0, function: evil, source: evil }];
    const site = { ...connectPoint, stack, socket: { ...connectPoint.socket, role: evil } };
    const programs = [{ role: 'sut' as const, program: evil, stdout: evil, stderr: evil }];
    const termination = { ...crashed, programs };
    const report = buildReport({ ...input, defects: [{ ...defect, sites: [site], termination }] });
    expect(textSummary(report, plain).replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202e]/u);
  });
});

describe('replay text', () => {
  it('shows a choice point as it is met', () => {
    const point = { ...connectPoint, bytes: 5 };
    expect(replayPointText(7, point, refused, plain)).toMatchInlineSnapshot(`
      "#7 connect client:5000 @main>dial #1  aaaaaaaa
         connect(fd 3, 5 bytes)  inet stream (none) -> 127.0.0.1:5000  process 1, thread 1
           at dial (client.c:31)
           at main (client+0x2000)
           at ? (libc.so.6+0xff)
         -> ECONNREFUSED
      "
    `);
  });

  it('lets nothing of a hostile program through, and little of one that talks much', () => {
    const evil = '\u001b]0;title\u0007\u009b31m\r\u202e\udc00';
    const stack = [{ module: evil, path: '', address: 0, function: evil, source: evil }];
    const socket = { ...connectPoint.socket, role: evil, local: evil, peer: evil };
    const point = { ...connectPoint, name: evil, socket, stack };
    const output = `${evil}\n`.repeat(600_000);
    expect(output.length).toBeGreaterThan(10_000_000);
    const programs = [{ role: 'sut' as const, program: evil, stdout: output, stderr: output }];
    const crash = { role: 'sut', program: evil, process: 1, signal: 'SIGSEGV', stack } as const;
    const waiting = [{ call: evil, stack }];
    const end = { ...crashed, programs, crashes: [crash], waiting };
    const shown = replayEndText({ kind: 'rejected', message: evil }, end, plain);
    expect(shown.length).toBeLessThan(100_000);
    for (const text of [shown, replayPointText(1, point, refused, plain)])
      expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cs}\u202e]/u);
  });

  it('shows the end', () => {
    expect(replayEndText(defect.verdict, crashed, plain)).toMatchInlineSnapshot(`
      "the program crashed with SIGSEGV  (12 ms)
      client received SIGSEGV:
        at dial (client.c:31)
      sut client: SIGSEGV
        stdout:
          | dialling
        stderr:
          | connect: refused\\x07
      peer server: running
      "
    `);
  });
});

describe('printable', () => {
  it.each([
    ['\u001b[31mred\u001b[0m', 'red'],
    ['\u001b]0;title\u0007', '\\x1b]0;title\\x07'],
    ['\u001b[\u001b[0m31m', '\\x1b[31m'],
    ['a\r\nb\tc', 'a\nb\tc'],
    ['50%\r100%', '50%\\x0d100%'],
    ['\u202egnp', '\\u202egnp'],
    ['ok #\u001b[1m#[stop-commands]x ##vso[y]', 'ok #\\x23[stop-commands]x #\\x23vso[y]'],
    ['## [a] ##', '## [a] ##'],
    ['\ud83d\ude00 \ud83d', '😀 \ufffd'],
  ])('writes %j as %j', (text, shown) => {
    expect(printable(text)).toBe(shown);
  });

  it('is harmless and stable for any text', () => {
    const bytes = fc.uint8Array().map((array) => Buffer.from(array).toString('latin1'));
    fc.assert(
      fc.property(fc.oneof(bytes, anyText()), (text) => {
        const shown = printable(text);
        // eslint-disable-next-line no-control-regex -- control characters are what this is about
        expect(shown).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
        expect(shown).not.toMatch(/##\w*\[/);
        expect(printable(shown)).toBe(shown);
        expect(printableLine(text)).not.toContain('\n');
      }),
    );
  });

  it('takes 10 MB of escapes without delay', () => {
    const hostile = '\u001b['.repeat(5_000_000);
    expect(printableLine(hostile).length).toBeLessThan(1000);
    expect(outputTail(hostile, 10)).toHaveLength(1);
    expect(outputTail(hostile, 10)[0]?.length).toBeLessThan(300);
    expect(outputTail('a\n'.repeat(5_000_000), 3)).toEqual(['a', 'a', 'a']);
  });
});

describe('timesText', () => {
  it('has a word for one', () => {
    expect([1, 2, 1200].map(timesText)).toEqual(['once', '2 times', '1,200 times']);
  });
});

describe('duration', () => {
  it.each([
    [0, '0 ms'],
    [999.6, '1.0 s'],
    [3210, '3.2 s'],
    [59_999, '59.9 s'],
    [245_000, '4 min 05 s'],
    [7_380_000, '2 h 03 min'],
  ])('writes %d ms as %s', (ms, text) => {
    expect(duration(ms)).toBe(text);
  });
});

describe('colorsFor', () => {
  it.each([
    [true, {}, true],
    [true, { NO_COLOR: '' }, true],
    [true, { NO_COLOR: '1' }, false],
    [true, { TERM: 'dumb' }, false],
    [false, { FORCE_COLOR: '1' }, false],
    // What a pipe has for isTTY.
    [undefined, { CI: 'true', FORCE_COLOR: '1' }, false],
  ])('of a terminal (%s) with %j: %s', (isTty, env, expected) => {
    expect(colorsFor(isTty, env).isColorSupported).toBe(expected);
    expect(colorsFor(isTty, env).red('x') !== 'x').toBe(expected);
  });

  it('moves the cursor where only colours are refused, and on no dumb terminal', () => {
    expect(obeysSequences(true, { TERM: 'dumb' })).toBe(false);
    expect(obeysSequences(true, { TERM: 'xterm', NO_COLOR: '1' })).toBe(true);
    expect(obeysSequences(undefined, {})).toBe(false);
  });
});
