import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Evidence } from '../../../src/campaign/evidence/evidence.js';
import { EvidenceDirectory } from '../../../src/campaign/evidence/evidence-directory.js';
import { evidencePlace } from '../../../src/config/evidence-place.js';
import type { World } from '../../../src/model/world.js';
import { buildReport } from '../../../src/report/build-report.js';
import { defect, input } from '../report/samples.js';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'evidence-'));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

describe('the directory of a defect', () => {
  it('appears as a whole, in place of an older one', () => {
    for (const text of ['old', 'new']) {
      using directory = new EvidenceDirectory(root, 'abc');
      directory.write('text', text);
      if (text === 'old') directory.write('more', text);
      else expect(readdirSync(directory.place)).toEqual(['more', 'text']);
      directory.publish();
    }
    expect(readdirSync(root)).toEqual(['abc']);
    expect(readdirSync(join(root, 'abc'))).toEqual(['text']);
    expect(readFileSync(join(root, 'abc/text'), 'utf8')).toBe('new');
    expect(statSync(join(root, 'abc')).mode & 0o777).toBe(0o700);
  });

  it('leaves the older one where it was not finished', () => {
    using first = new EvidenceDirectory(root, 'abc');
    first.write('text', 'old');
    first.publish();
    {
      using second = new EvidenceDirectory(root, 'abc');
      second.write('text', 'half');
    }
    expect(readdirSync(root)).toEqual(['abc']);
    expect(readFileSync(join(root, 'abc/text'), 'utf8')).toBe('old');
  });
});

describe('evidence', () => {
  // One that cannot be recorded.
  const recording = {
    world: {} as World,
    oracle: { judge: () => ({ kind: 'passed' }) as const, isDefect: () => true },
    signal: new AbortController().signal,
  };
  const surroundings = {
    settings: input.settings,
    directory: '/',
    replayCommand: (token: string, program = 'chokepoint') => `${program} replay ${token}`,
  };

  it('is written without a recording, too, and says so', async () => {
    using evidence = new Evidence(join(root, 'made'), root);
    await evidence.record([defect], recording);
    const report = buildReport({ ...input, evidenceOf: (name) => evidence.of(name) });
    expect(evidence.write(report, surroundings)).toBeUndefined();
    const place = join(root, 'made', defect.fingerprint);
    expect(report.defects[0]?.evidence).toBe(`made/${defect.fingerprint}`);
    const names = ['defect.json', 'faults.txt', 'output', 'replay.sh', 'stacks.txt', 'summary.txt'];
    expect(readdirSync(place).sort()).toEqual(names);
    expect(readFileSync(join(place, 'output/client.stdout'), 'utf8')).toBe('dialling\n');
    const summary = readFileSync(join(place, 'summary.txt'), 'utf8');
    expect(summary).toContain('No timeline and no core file: this engine cannot record a run.\n');
    const told = [...summary.matchAll(/^ {2}([\w.]+)\/? {2,}/gm)].map(([, name]) => name);
    expect([...told, 'summary.txt'].sort()).toEqual(names);
    expect(JSON.parse(readFileSync(join(place, 'defect.json'), 'utf8'))).toMatchObject({
      configDigest: input.configDigest,
      defect: report.defects[0],
    });
  });

  it('that has no place is told in a note, and costs nothing else', async () => {
    writeFileSync(join(root, 'file'), '');
    using evidence = new Evidence(join(root, 'file', 'below'), '/');
    await evidence.record([defect], recording);
    expect(evidence.of(defect.fingerprint)).toEqual({});
    expect(evidence.notes.join()).toMatch(/^evidence could not be written to .*ENOTDIR/);
    expect(evidence.write(buildReport(input), surroundings)).toBeUndefined();
  });

  it('that cannot be finished is taken out of the report again', async () => {
    using evidence = new Evidence(root, '/');
    await evidence.record([defect], recording);
    const report = buildReport({ ...input, evidenceOf: (name) => evidence.of(name) });
    rmSync(root, { recursive: true });
    writeFileSync(root, '');
    const trouble = evidence.write(report, surroundings);
    expect(trouble).toMatch(/^evidence could not be written to /);
    const { defects, notes } = evidence.corrected(report, trouble ?? '');
    expect(defects[0]).not.toHaveProperty('evidence');
    expect(notes.at(-1)).toBe(trouble);
  });
});

it('has its place beside the journal, where the configuration says, or nowhere', () => {
  const place = (evidence: string | false | undefined, asked?: string | false) =>
    evidencePlace({ config: { evidence }, directory: '/config' }, '/here', asked);
  expect(place(undefined)).toBe('/here/.chokepoint/evidence');
  expect(place('e')).toBe('/config/e');
  expect(place('e', 'x')).toBe('/here/x');
  expect(place(false)).toBeUndefined();
  expect(place('e', false)).toBeUndefined();
});
