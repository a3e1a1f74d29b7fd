import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildReport } from '../../../src/report/build-report.js';
import { githubView } from '../../../src/report/github-view.js';
import { junitView } from '../../../src/report/junit/junit-view.js';
import { codeBlock, markdownText } from '../../../src/report/markdown-text.js';
import { markdownView } from '../../../src/report/markdown-view.js';
import type { Report, ReportedDefect } from '../../../src/report/report-schema.js';
import { sarifRules } from '../../../src/report/sarif/sarif-rules.js';
import { sarifView } from '../../../src/report/sarif/sarif-view.js';
import { sarifErrors } from '../../support/sarif-schema.js';
import { input } from './samples.js';

const support = new URL('../../support/', import.meta.url);
const report = buildReport(input);
const [crash] = report.defects as [ReportedDefect];
const summary = { ...report.summary, defects: 0 };
const nothing: Report = { ...report, summary, defects: [], choicePoints: [], notes: [] };

/** What a program can call itself and print; each part would do harm in one of the views. */
const evil =
  '\u001b[31m\u0000\u0008\ufffe\ud800 ]]> <b a="1"> &amp; -->\r\n::error::x ##[x]%0A,:' +
  '`````\n# @all #1 [a](1) {0} | </details> www.a.b https://a.b \u202e \u{1f600}';

const hostile: Report = {
  ...report,
  program: { ...report.program, name: evil, arguments: [evil] },
  notes: [evil],
  choicePoints: report.choicePoints.map((point) => ({ ...point, name: evil + point.name })),
  defects: [
    {
      ...crash,
      description: evil,
      replay: `chokepoint replay ${evil}`,
      faults: crash.faults.map((fault) => ({
        ...fault,
        name: evil + fault.name,
        role: evil,
        stack: [{ module: 'client', address: '0x1', function: evil, source: `${evil}.c:3` }],
      })),
      crash: undefined,
      output: [{ program: evil, stream: 'stdout', tail: evil }],
    },
  ],
};

/** Both kinds of defect, one of them with two faults, with sources in and out of the checkout. */
const two: Report = {
  ...report,
  defects: [
    { ...crash, crash: { program: 'client', signal: 'SIGSEGV', stack: inside('/w/src/a b.c:7') } },
    {
      ...crash,
      fingerprint: 'ffff',
      verdict: 'hang',
      description: 'hangs',
      crash: undefined,
      faults: [...crash.faults, { ...crash.faults[0], stack: inside('/usr/x.c:9') }],
    } as ReportedDefect,
  ],
};

function inside(source: string): ReportedDefect['faults'][number]['stack'] {
  const libc = { module: 'libc.so.6', address: '0x1', source: './nptl/x.c:1' };
  return [libc, { module: 'client', address: '0x2', function: 'dial', source }];
}

describe('the JUnit view', () => {
  const schema = fileURLToPath(new URL('junit.xsd', support));

  it.each([
    ['a report', report],
    ['one of nothing', nothing],
    ['a hostile one', hostile],
    ['one of two defects at a call site', two],
  ])('of %s is what its readers expect', (_, made) => {
    const words = ['--noout', '--nonet', '--schema', schema, '-'];
    const { status, stderr } = spawnSync('xmllint', words, { input: junitView(made) });
    expect({ status, stderr: stderr.toString() }).toMatchObject({ status: 0 });
  });

  it('has a case per call site and outcome, and fails that of the last fault', () => {
    const xml = junitView(report);
    const names = [...xml.matchAll(/<testcase classname="([^"]*)" name="([^"]*)"(.)/g)];
    expect(names.map(([, site, name, end]) => [site, name, end === '/'])).toEqual([
      ['client', 'no fault', true],
      ['connect client:5000 @main&gt;dial', 'ECONNREFUSED', false],
      ['read client:5000 @main', 'ECONNRESET', true],
      ['read client:5000 @main', 'eof', false],
    ]);
    expect(xml).toContain('tests="4" failures="1" errors="0" time="3.210" skipped="1"');
    expect(xml).toContain('<failure type="crashed" message="the program crashed with SIGSEGV">');
    for (const part of ['injected: connect client:5000', 'dial (client.c:31)', crash.replay])
      expect(xml).toContain(part.replaceAll('>', '&gt;'));
    expect(xml).toContain('<skipped message="not run"/>');
    expect(xml).toContain('<system-err>client:\nconnect: refused\\x07\n</system-err>');
  });

  it('says of an outcome that could not be tried that this is an error', () => {
    const [first, ...others] = report.choicePoints;
    const outcomes = [{ outcome: 'EPIPE', result: 'diverged', runs: 1 }];
    const choicePoints = [...others, { ...first, outcomes }] as Report['choicePoints'];
    const xml = junitView({ ...report, defects: [], choicePoints });
    expect(xml).toMatch(/failures="0" errors="1"/);
    expect(xml).toMatch(/name="EPIPE"><error type="diverged"/);
  });
});

describe('the SARIF view', () => {
  interface Sarif {
    readonly runs: readonly [
      {
        readonly results: readonly Record<string, unknown>[];
        readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
      },
    ];
  }

  function sarif(made: Report): Sarif['runs'][0] {
    const log = JSON.parse(sarifView(made, '/w')) as Sarif;
    expect(sarifErrors(log)).toEqual([]);
    return log.runs[0];
  }

  it('fits the schema of the format', () => {
    const kinds = sarifRules.map(({ id }) => ({ ...crash, verdict: id }) as ReportedDefect);
    for (const made of [report, nothing, hostile, two, { ...report, defects: kinds }]) {
      expect(sarif(made).results).toHaveLength(made.defects.length);
    }
    const broken = JSON.parse(sarifView(report, '/w')) as Sarif;
    expect(sarifErrors({ ...broken, runs: [{ ...broken.runs[0], tool: {} }] })).toMatchObject([
      { instancePath: '/runs/0/tool', message: "must have required property 'driver'" },
    ]);
  });

  it('says of each rule what code scanning asks for', () => {
    const { rules } = sarif(nothing).tool.driver;
    for (const rule of rules)
      expect(rule).toMatchObject({
        name: expect.stringMatching(/^([A-Z][a-z]+)+$/) as unknown,
        fullDescription: { text: expect.stringMatching(/\.$/) as unknown },
        help: { text: expect.stringContaining('--at-defect') as unknown },
      });
    expect(new Set(rules.map(({ id }) => id))).toHaveLength(rules.length);
  });

  it('has a result per defect, with the same fingerprint and a rule of its kind', () => {
    const { results, tool } = sarif(two);
    const [first, second] = results;
    expect(first).toMatchObject({
      ruleId: 'crashed',
      partialFingerprints: { 'chokepointDefect/v1': crash.fingerprint },
      occurrenceCount: 3,
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'src/a%20b.c', uriBaseId: 'SRCROOT' },
            region: { startLine: 7 },
          },
          logicalLocations: [{ fullyQualifiedName: 'connect client:5000 @main>dial' }],
        },
      ],
    });
    expect(second).toMatchObject({
      locations: [{ physicalLocation: { artifactLocation: { uri: 'file:///usr/x.c' } } }],
    });
    for (const { ruleId, ruleIndex } of results)
      expect(tool.driver.rules[ruleIndex as number]?.id).toBe(ruleId);
  });

  it('lies in the program where no line of a source is known', () => {
    const faults = crash.faults.map((fault) => ({ ...fault, stack: [] }));
    const defects = [{ ...crash, faults, crash: undefined }];
    const program = { ...report.program, file: '/w/bin/client' };
    const [stripped] = sarif({ ...report, program, defects }).results;
    const place = { artifactLocation: { uri: 'bin/client', uriBaseId: 'SRCROOT' } };
    expect(stripped?.['locations']).toMatchObject([{ physicalLocation: place }]);
    expect(JSON.stringify(stripped?.['codeFlows']).split(JSON.stringify(place))).toHaveLength(3);
  });

  it('leads through the faults to the end', () => {
    const { codeFlows } = sarif(two).results[1] as { codeFlows: unknown };
    expect(codeFlows).toMatchObject([
      {
        threadFlows: [
          {
            locations: [
              {
                location: {
                  physicalLocation: { region: { startLine: 31 } },
                  message: { text: 'injected: connect client:5000 -> ECONNREFUSED' },
                },
                stack: { frames: [{ module: 'client' }, {}, {}] },
              },
              { location: { physicalLocation: { region: { startLine: 9 } } } },
              { location: { message: { text: 'hangs' } } },
            ],
          },
        ],
      },
    ]);
  });

  it('makes neither links nor arguments of what a program prints', () => {
    const results = JSON.stringify(sarif(hostile).results);
    const texts = results.match(/"text":"(?:[^"\\]|\\.)*"/g)?.join('') ?? '';
    expect(texts).toContain('[a] (1) {{0}}');
    expect(texts).not.toMatch(/\]\(\d|[^{]\{0\}[^}]/);
  });
});

describe('the annotations for GitHub', () => {
  it('name file and line, and keep to one line each', () => {
    expect(githubView(two, '/w')).toBe(
      '::error file=src/a b.c,line=7,title=Chokepoint%3A client%3A crashed::' +
        'the program crashed with SIGSEGV%0Ainjected: connect client:5000 -> ECONNREFUSED' +
        `%0Areplay: ${crash.replay}\n` +
        '::error file=/usr/x.c,line=9,title=Chokepoint%3A client%3A hang::hangs' +
        '%0Ainjected: connect client:5000 -> ECONNREFUSED, then ' +
        `connect client:5000 -> ECONNREFUSED%0Areplay: ${crash.replay}\n`,
    );
    expect(githubView(nothing, '/w')).toBe('');
  });

  it('cannot be ended, or begun, by what a program prints', () => {
    const lines = githubView(hostile, '/w').split('\n');
    expect(lines).toHaveLength(2);
    const [, properties = ''] = /^::error (.*?)::/.exec(lines[0] ?? '') ?? [];
    expect(properties.split(',').map((pair) => pair.split('=')[0])).toEqual([
      'file',
      'line',
      'title',
    ]);
    expect(lines[0]).not.toMatch(/\p{Cc}/u);
    expect(lines[0]).toContain('%250A');
  });
});

describe('the Markdown view', () => {
  it('is short where nothing was found', () => {
    expect(markdownView(nothing, '/')).toBe(
      [
        '### ✅ Chokepoint: no defect in client',
        '',
        '4 paths, 2 choice points, 3.2 s',
        '',
        '- Covered: all paths with at most 1 fault: complete &#40;3&#41;; with 2: 1 of 2',
        '- Engine: replay',
        '- Not repeatable: 1 run',
        '',
      ].join('\n'),
    );
  });

  it('tells the lines that were reached', () => {
    const share = { count: 9, baseline: 3, reached: 5 };
    const found = { file: '/a.c', function: 'f[x]', line: 1, branches: 9, baseline: 3, reached: 5 };
    const lineCoverage = { kind: 'llvm' as const, lines: share, branches: share };
    const text = markdownView(
      { ...report, lineCoverage: { ...lineCoverage, functions: [found] } },
      '/',
    );
    expect(text).toContain(
      '\n- lines: baseline 3 of 9, exploration 5 of 9 &#40;&#43;2&#41;\n- branches: ',
    );
    expect(text).toContain('most in f&#91;x&#93;');
  });

  it('has a line per defect, and its details to fold out', () => {
    const text = markdownView(two, '/w');
    expect(text).toContain('| 1 | the program crashed with SIGSEGV | connect client:5000 -&#62; ');
    expect(text).toContain(' | src/a b.c:7 |\n');
    expect(text.match(/<details><summary>/g)).toHaveLength(2);
    expect(text).toContain(`\n     ${crash.replay}\n\`\`\`\n`);
  });

  it('says how many defects it leaves out, and stays short', () => {
    const tail = 'x'.repeat(200);
    const long = { ...crash, output: [{ program: 'x', stream: 'stdout' as const, tail }] };
    const defects = Array.from({ length: 50 }, () => long);
    const text = markdownView({ ...report, defects }, '/');
    expect(text).toContain('30 further defects in the report.');
    expect(text.length).toBeLessThan(65_536);
    expect(text).toContain(crash.replay);
  });

  it('shows what a program prints, and does nothing of it', () => {
    const outside = markdownView(hostile, '/').replace(/^(`{3,})text\n[^]*?\n\1$/gm, '');
    expect(outside.replace(/<\/?(details|summary)>/g, '')).not.toMatch(/[<>@`[\]]|:\/\/|www\./);
    expect(outside.match(/<\/details>/g)).toHaveLength(1);
    expect(outside.split('\n').filter((line) => line.startsWith('|'))).toHaveLength(3);
  });

  it('leaves no mark in any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(markdownText(text).replace(/&#\d+;/g, '')).not.toMatch(/[\\`*_[\]<>#|~@&\n]/);
        const [fence = '', ...lines] = codeBlock(text).split('\n');
        expect(lines.indexOf(fence.replace('text', ''))).toBe(lines.length - 1);
      }),
      { numRuns: 30 },
    );
  });
});
