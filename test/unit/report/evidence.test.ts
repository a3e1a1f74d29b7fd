import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildReport } from '../../../src/report/build-report.js';
import { faultsText } from '../../../src/report/evidence/faults-text.js';
import { replayScript } from '../../../src/report/evidence/replay-script.js';
import { stacksText } from '../../../src/report/evidence/stacks-text.js';
import { summaryText } from '../../../src/report/evidence/summary-text.js';
import { timelineText } from '../../../src/report/evidence/timeline-text.js';
import type { ReportedCall, ReportedDefect } from '../../../src/report/report-schema.js';
import { shellQuote } from '../../../src/report/shell-quote.js';
import { connectPoint, crashed, defect, input } from './samples.js';

const call: ReportedCall = {
  program: 'client',
  process: 2,
  thread: 1,
  call: 'send',
  role: 'client:5000',
  connection: 'tcp 127.0.0.1:32769 - 127.0.0.1:5000',
  direction: 'sent',
  bytes: 2,
  data: '3\\n',
  result: '2',
  timeMs: 1.5,
};

function reported(found = defect): ReportedDefect {
  const [first] = buildReport({ ...input, defects: [found] }).defects;
  if (first === undefined) throw new Error('no defect');
  return first;
}

describe('the texts of a defect', () => {
  it('tell the faults', () => {
    expect(faultsText(reported())).toMatchInlineSnapshot(`
      "With these faults, in this order, and all other calls answered as ever.

      1. connect client:5000 -> ECONNREFUSED
         choice point  connect client:5000 @main>dial #1
         in tokens     aaaaaaaa
         happened      once

      token: cp1:aaaaaaaa=ECONNREFUSED
      "
    `);
  });

  it('tell the stacks, with what was inlined and the source', () => {
    const code = { first: 30, lines: ['int dial(void) {', '  return connect(fd);', '}'] };
    const inlined = { module: 'client', path: '/x', address: 1, function: 'try', inlined: true };
    const [dial] = connectPoint.stack;
    if (dial === undefined) throw new Error('no frame');
    const stack = [
      { ...inlined, inlined: true as const },
      { ...dial, code },
    ];
    expect(stacksText(reported({ ...defect, sites: [{ ...connectPoint, stack }] })))
      .toMatchInlineSnapshot(`
      "fault 1: connect client:5000 -> ECONNREFUSED
        #0  try  (inlined)
        #1  dial  at client.c:31  (client+0x1234)
                 30 | int dial(void) {
            >    31 |   return connect(fd);
                 32 | }

      client received SIGSEGV
        #0  dial  at client.c:31  (client+0x1234)

      "
    `);
  });

  it('tell what was said, and where the fault was', () => {
    const { direction: _, bytes: __, data: ___, ...plain } = call;
    const failed = { ...plain, call: 'recv', result: 'ECONNRESET', outcome: 'ECONNRESET' };
    const point = 'recv client:5000 @main #1';
    const text = timelineText([call, { ...failed, point, leftOut: 7 }]);
    const [indent, between] = [' '.repeat(15), '{tcp 127.0.0.1:32769 - 127.0.0.1:5000}'];
    expect(text.split('\n').slice(1)).toEqual([
      `        1.500  client 2.1  send client:5000 = 2, sent 2  ${between}  "3\\n"`,
      `${indent}... 7 calls left out`,
      `        1.500  client 2.1  recv client:5000 = ECONNRESET  ${between}`,
      `${indent}choice point recv client:5000 @main #1`,
      `${indent}INJECTED ECONNRESET`,
      '',
    ]);
  });

  it('let nothing of a hostile program through', () => {
    const evil = '\u001b]0;title\u0007\u009b31m\r\u202e\udc00<script>\n';
    const code = { first: 1, lines: [evil] };
    const stack = [{ module: evil, path: '', address: 0, function: evil, source: evil, code }];
    const socket = { ...connectPoint.socket, role: evil };
    const site = { ...connectPoint, name: evil, stack, socket };
    const programs = [{ role: 'sut' as const, program: evil, stdout: evil, stderr: evil }];
    const termination = { ...crashed, programs };
    const hostile = reported({ ...defect, sites: [site], termination });
    const said = { ...call, program: evil, role: evil, connection: evil, data: evil, result: evil };
    const texts = [
      faultsText(hostile),
      stacksText(hostile),
      summaryText(hostile, [evil], [evil]),
      timelineText([{ ...said, point: evil }]),
      replayScript({ description: evil, directory: '/', files: [], command: () => 'run replay' }),
    ];
    for (const text of texts) {
      expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cs}\u202e]/u);
      expect(text).not.toMatch(/^<script>/m);
    }
  });
});

describe('the script', () => {
  const root = mkdtempSync(join(tmpdir(), "replay it's $HOME "));
  const bin = join(root, 'bin');
  const plain = ['token', '-c', "it's $x", '--', 'program'];
  const words = ['token', '-c', "it's \u001b $x", '--', 'program'];
  const script = join(root, 'replay.sh');

  beforeAll(() => {
    mkdirSync(bin);
    const echo = '#!/bin/sh\npwd\nprintf "%s|" "$@"\nexit ${CODE:-1}\n';
    writeFileSync(join(bin, 'chokepoint'), echo, { mode: 0o700 });
    writeFileSync(join(root, 'program'), '');
    writeScript([join(root, 'program')]);
  });
  afterAll(() => {
    rmSync(root, { recursive: true });
  });

  function writeScript(files: readonly string[], said = words): void {
    const command = (program: string): string => `${program} replay ${shellQuote(said)}`;
    const text = replayScript({ description: 'a crash', directory: root, files, command });
    writeFileSync(script, text, { mode: 0o700 });
  }

  function run(env: Readonly<Record<string, string>>, ...more: readonly string[]): string {
    const all = { PATH: '/usr/bin:/bin', ...env };
    const { status, stdout, stderr } = spawnSync(script, more, { env: all, encoding: 'utf8' });
    return `${String(status)}: ${stdout}${stderr}`;
  }

  const replayed = `${root}\nreplay|--times|3|${words.join('|')}|`;

  it('replays with the command on PATH, or with the one that is named', () => {
    expect(run({ PATH: `${bin}:/usr/bin:/bin` }, '--times', '3')).toBe(`1: ${replayed}`);
    const chokepoint = join(bin, 'chokepoint');
    expect(run({ CHOKEPOINT: chokepoint, CODE: '0' }, '--times', '3')).toBe(`0: ${replayed}`);
    expect(run({ CHOKEPOINT: 'printf %s_' })).toBe(`0: replay_${words.join('_')}_`);
  });

  it('says what is missing', () => {
    const chokepoint = join(bin, 'chokepoint');
    expect(run({})).toMatch(/^2: replay.sh: chokepoint is not there/);
    expect(run({ CHOKEPOINT: '/nowhere/chokepoint' })).toMatch(/^2: .*is not there/);
    expect(run({ CHOKEPOINT: chokepoint, CODE: '2' })).toMatch(/^2: [^]*another build/);
    const elsewhere = { CHOKEPOINT: chokepoint, CHOKEPOINT_DIRECTORY: '/nowhere' };
    expect(run(elsewhere)).toMatch(/^2: replay.sh: the directory \/nowhere is not there/);
    const emptied = { CHOKEPOINT: chokepoint, CHOKEPOINT_DIRECTORY: bin };
    expect(run(emptied)).toMatch(/^2: replay.sh: the program program is not there/);
  });

  it('is one for any shell, unless words need another', () => {
    expect(readFileSync(script, 'utf8')).toMatch(/^#!\/bin\/bash\n/);
    writeScript([join(root, 'program')], plain);
    expect(readFileSync(script, 'utf8')).toMatch(/^#!\/bin\/sh\n/);
    const replay = ['replay', ...plain].join('|');
    expect(run({ CHOKEPOINT: join(bin, 'chokepoint') })).toBe(`1: ${root}\n${replay}|`);
  });
});
