import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it, onTestFinished } from 'vitest';
import { buildReport } from '../../../src/report/build-report.js';
import { jsonView } from '../../../src/report/json-view.js';
import { reportJsonSchema, type Report } from '../../../src/report/report-schema.js';
import { singleFaultTable } from '../../../src/report/single-fault-table.js';
import { writeReport } from '../../../src/report/write-report.js';
import { exitsOf } from '../../../src/report/exits-of.js';
import { crashed, defect, input } from './samples.js';

const schemaFile = new URL('../../../schema/report.schema.json', import.meta.url);

function committedSchema(): object {
  return JSON.parse(readFileSync(schemaFile, 'utf8')) as object;
}

const validate = new Ajv2020().compile(committedSchema());

describe('the JSON schema', () => {
  it('is the committed one (vitest -u writes it)', async () => {
    const text = `${JSON.stringify(reportJsonSchema(), undefined, 2)}\n`;
    await expect(text).toMatchFileSnapshot('../../../schema/report.schema.json');
  });

  it('accepts a report, also after it was written and read', () => {
    const report = buildReport(input);
    expect(validate(report), JSON.stringify(validate.errors)).toBe(true);
    expect(validate(JSON.parse(JSON.stringify(report)))).toBe(true);
  });

  it('accepts the report of an exploration without anything', () => {
    const empty = { ...input, runs: [], points: [], defects: [], notes: [] };
    expect(validate(buildReport(empty))).toBe(true);
  });

  it.each([
    ['another format', (report: Report) => ({ ...report, format: 'x' })],
    ['another version', (report: Report) => ({ ...report, version: 2 })],
    ['a field too many', (report: Report) => ({ ...report, extra: 1 })],
    ['a field too few', ({ engine: _, ...report }: Report) => report],
  ])('refuses %s', (_, change) => {
    expect(validate(change(buildReport(input)))).toBe(false);
  });
});

describe('buildReport', () => {
  const report = buildReport(input);

  it('tells what the checkpoints took, where that is known', () => {
    const counters = { ...input.counters, checkpointBytes: 40_960 };
    const known = buildReport({ ...input, counters });
    expect(validate(known), JSON.stringify(validate.errors)).toBe(true);
    expect(known.summary).toEqual({ ...report.summary, checkpointBytes: 40_960 });
    expect(report.summary).not.toHaveProperty('checkpointBytes');
  });

  it('tells of each path how it ended', () => {
    expect(report.paths[1]).toEqual({
      token: 'cp1:aaaaaaaa=ECONNREFUSED',
      faults: 1,
      verdict: 'crashed',
      exit: 'SIGSEGV',
      exits: { client: 'SIGSEGV', server: 'running' },
    });
  });

  it('tells of each outcome what followed when it was the only fault', () => {
    expect(report.choicePoints.map(({ outcomes }) => outcomes)).toEqual([
      [
        { outcome: 'ok', result: 'passed', runs: 1 },
        { outcome: 'ECONNREFUSED', result: 'sut crashed SIGSEGV', runs: 2 },
      ],
      [
        { outcome: 'ok', result: 'passed', runs: 1 },
        { outcome: 'ECONNRESET', result: 'failed 1', runs: 2 },
        { outcome: 'eof', runs: 0 },
      ],
    ]);
  });

  it('keeps the end of a stream and no more', () => {
    const [first] = crashed.programs;
    const programs = [{ ...first, stdout: `${'x'.repeat(10_000_000)}end` }];
    const termination = { ...crashed, programs } as typeof crashed;
    const { defects } = buildReport({ ...input, defects: [{ ...defect, termination }] });
    expect(defects[0]?.output[0]?.tail).toHaveLength(4096);
    expect(defects[0]?.output[0]?.tail.endsWith('end')).toBe(true);
  });

  it('refuses a fault whose choice point is not known', () => {
    const broken = { ...input, defects: [{ ...defect, sites: [] }] };
    expect(() => buildReport(broken)).toThrow(/aaaaaaaa is among the sites/);
  });
});

describe('exitsOf', () => {
  it('names the end of each program', () => {
    expect(exitsOf(crashed)).toEqual({ client: 'SIGSEGV', server: 'running' });
  });
});

describe('singleFaultTable', () => {
  it('is sorted and tells what was not run', () => {
    expect(singleFaultTable(buildReport(input))).toBe(
      [
        'no fault | ok | passed',
        'connect client:5000 @main>dial #1 | ECONNREFUSED | sut crashed SIGSEGV',
        'read client:5000 @main #1 | ECONNRESET | failed 1',
        'read client:5000 @main #1 | eof | not run',
        '',
      ].join('\n'),
    );
  });

  it('does not depend on the order of discovery', () => {
    const turned = { ...input, points: input.points.toReversed(), runs: input.runs.toReversed() };
    expect(singleFaultTable(buildReport(turned))).toBe(singleFaultTable(buildReport(input)));
  });
});

describe('writeReport', () => {
  function folder(): string {
    const made = mkdtempSync(path.join(tmpdir(), 'chokepoint-unit-'));
    onTestFinished(() => {
      rmSync(made, { recursive: true });
    });
    return made;
  }

  it('leaves the report and nothing beside it', () => {
    const made = folder();
    const text = jsonView(buildReport(input));
    writeReport(path.join(made, 'r.json'), text);
    writeReport(path.join(made, 'r.json'), text);
    expect(readdirSync(made)).toEqual(['r.json']);
    expect(JSON.parse(readFileSync(path.join(made, 'r.json'), 'utf8'))).toEqual(buildReport(input));
  });

  it('says why it cannot, and leaves nothing', () => {
    const made = folder();
    const text = jsonView(buildReport(input));
    const missing = path.join(made, 'no', 'r.json');
    expect(() => {
      writeReport(missing, text);
    }).toThrow(/^the report cannot be written to ".*r.json": ENOENT/);
    mkdirSync(path.join(made, 'd'));
    expect(() => {
      writeReport(path.join(made, 'd'), text);
    }).toThrow(/EISDIR/);
    expect(readdirSync(made)).toEqual(['d']);
  });

  it('writes to a full disk with an error, and to a device without replacing it', () => {
    const text = jsonView(buildReport(input));
    expect(() => {
      writeReport('/dev/full', text);
    }).toThrow(/ENOSPC/);
    writeReport('/dev/null', text);
  });
});
