import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { buildReport } from '../../../src/report/build-report.js';
import { jsonView } from '../../../src/report/json-view.js';
import { readReport } from '../../../src/report/read-report.js';
import { writeViews } from '../../../src/report/write-views.js';
import { input } from './samples.js';

let folder = '';
const report = buildReport(input);

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'chokepoint-unit-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function readText(text: string): unknown {
  const file = path.join(folder, 'r.json');
  writeFileSync(file, text);
  return readReport(file);
}

it('reads what was written, also with fields of a later program', () => {
  expect(readText(jsonView(report))).toEqual(report);
  const search = { ...report.search, later: 1 };
  const more = { ...report, search, invented: true };
  expect(readText(JSON.stringify(more))).toEqual(more);
});

it.each([
  ['cut', jsonView(report).slice(0, 99), /^".*r\.json" is not JSON$/],
  ['of another kind', '[]', /^".*r\.json" is not a report of chokepoint$/],
  ['null', 'null', /^".*r\.json" is not a report of chokepoint$/],
  [
    'of another version',
    JSON.stringify({ ...report, version: 2 }),
    /^".*r\.json" is a report of version 2; this program reads 1$/,
  ],
  [
    'without a field',
    JSON.stringify({ ...report, engine: 1 }),
    /^".*r\.json" is a damaged report: .*\n.*at engine$/,
  ],
])('refuses one that is %s', (_, text, message) => {
  expect(() => readText(text)).toThrow(message);
});

it('says what is not there, and what is no file', () => {
  expect(() => readReport(path.join(folder, 'no'))).toThrow(/^the report ".*no" cannot be read: /);
  expect(() => readReport(folder)).toThrow(/cannot be read: EISDIR/);
});

it('writes every view that has a place, and then says which has none', () => {
  const printed: string[] = [];
  const places = [path.join(folder, 'no', 'x'), path.join(folder, 'y'), undefined];
  const views = places.map((file) => ({ file, render: () => 'text' }));
  expect(() => {
    writeViews(views, report, (text) => void printed.push(text));
  }).toThrow(/cannot be written to ".*no\/x"/);
  expect(printed).toEqual(['text']);
});
