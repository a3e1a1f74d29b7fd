import { describe, expect, it } from 'vitest';
import { mergeReports } from '../../../src/campaign/merge/merge-reports.js';
import { encodeToken, parsePathKey } from '../../../src/model/token.js';
import { buildReport } from '../../../src/report/build-report.js';
import type { Report } from '../../../src/report/report-schema.js';
import { input } from '../report/samples.js';

const base = buildReport(input);
const paths = {
  ok: 'ok',
  a: 'aaaaaaaa=ECONNREFUSED',
  b: 'bbbbbbbb=ECONNRESET',
  ba: 'bbbbbbbb=ECONNRESET,aaaaaaaa=ECONNREFUSED',
} as const;
type Name = keyof typeof paths;

interface Made {
  readonly parts?: readonly number[];
  readonly of?: number;
  readonly names: readonly Name[];
  readonly done?: readonly boolean[];
  readonly diverged?: Name;
}

function token(name: Name, epochMs = 0): string {
  const path = parsePathKey(paths[name]) ?? [];
  return encodeToken({ configDigest: 'cafe0123', buildId: 'beef4567', epochMs, path });
}

function made({ parts = [], of = 2, names, done = [true, true, true], diverged }: Made): Report {
  const levels = done.map((complete, faults) => {
    const known = names.filter((name) => faultsOf(name) === faults).length;
    const level = { faults, done: known, known: known + Number(!complete), diverged: 0, complete };
    return { ...level, alike: faults, ...(complete ? {} : { cutBy: ['depth'] }) };
  });
  const coverage = { statement: '', levels };
  const defects = names.includes('ba') ? [{ ...base.defects[0], token: token('ba') }] : [];
  return {
    ...base,
    search: { ...base.search, ...(parts.length > 0 && { shard: { parts: [...parts], of } }) },
    summary: { ...base.summary, coverage, complete: done.every(Boolean) },
    defects: defects as Report['defects'],
    paths: names.map((name) => ({
      token: token(name, parts[0]),
      faults: faultsOf(name),
      verdict: name === diverged ? 'diverged' : 'passed',
      exit: 'exit 0',
      exits: {},
    })),
  };
}

function faultsOf(name: Name): number {
  return name === 'ok' ? 0 : paths[name].split(',').length;
}

function merged(...reports: readonly [Report, ...Report[]]): Report {
  const [first, ...others] = reports.map((report, i) => ({ file: `${String(i)}.json`, report }));
  if (first === undefined) throw new Error('none');
  return mergeReports(first, others);
}

const one = made({ parts: [1], names: ['ok', 'a'] });
const two = made({ parts: [2], names: ['ok', 'b', 'ba'] });

describe('parts of an exploration', () => {
  it('are together as one, though their tokens differ by the moment', () => {
    const all = merged(one, two);
    expect(all.paths.map(({ faults }) => faults)).toEqual([0, 1, 1, 2]);
    expect(all.search.shard).toBeUndefined();
    expect(all.summary).toMatchObject({ paths: 4, complete: true, alike: 1 + 2 + 2 });
    expect(all.summary.coverage.statement).toBe(
      'all paths with at most 2 faults: complete (4); left out as alike: 5',
    );
    const runs = all.choicePoints.map(({ outcomes }) => outcomes.map((tried) => tried.runs));
    expect(runs).toEqual([
      [1, 2],
      [1, 2, 0],
    ]);
  });

  it('are not complete while one is missing', () => {
    const three = { ...two, search: { ...two.search, shard: { parts: [2], of: 3 } } };
    const partial = { ...one, search: { ...one.search, shard: { parts: [1], of: 3 } } };
    const most = merged(partial, three);
    expect(most.search.shard).toEqual({ parts: [1, 2], of: 3 });
    expect(most.summary.complete).toBe(false);
    expect(most.summary.coverage.statement).toMatch(
      /^without a fault: 1 of at least 1; .*; only of parts 1, 2 of 3$/,
    );
  });

  it('are complete up to the level that all of them completed', () => {
    const open = made({ parts: [2], names: ['ok', 'b', 'ba'], done: [true, true, false] });
    const { complete, coverage } = merged(one, open).summary;
    expect(complete).toBe(false);
    expect(coverage.levels.map((level) => level.complete)).toEqual([true, true, false]);
    expect(coverage.statement).toMatch(/with 2: 1 of at least 2, cut by the depth bound/);
  });

  it('count their defects together, by fingerprint, with the smallest path', () => {
    const both = merged({ ...two, defects: [defect('a', 2), defect('ba', 1)] }, { ...one });
    expect(both.defects).toMatchObject([{ fingerprint: 'x', count: 3, token: token('a') }]);
    const other = { ...defect('b', 4), fingerprint: 'y' };
    const apart = merged({ ...one, defects: [defect('a', 2)] }, { ...two, defects: [other] });
    expect(apart.defects.map(({ fingerprint, count }) => [fingerprint, count])).toEqual([
      ['y', 4],
      ['x', 2],
    ]);
  });

  it('have what one of them had of an outcome that was asked for', () => {
    const asked = { call: 'connect', outcome: 'ECONNREFUSED', paths: 0 } as const;
    const missed = { ...one, requested: [{ ...asked, status: 'not run' as const }] };
    const fired = { ...two, requested: [{ ...asked, paths: 2, status: 'fired' as const }] };
    expect(merged(missed, fired).requested).toEqual(fired.requested);
  });
});

function defect(name: Name, count: number): Report['defects'][number] {
  const [sample] = base.defects;
  if (sample === undefined) throw new Error('none');
  const fingerprint = name === 'ba' ? 'z' : 'x';
  return { ...sample, fingerprint, symptom: 's', token: token(name), count };
}

describe('explorations of the same', () => {
  it('are not counted twice', () => {
    const whole = made({ names: ['ok', 'a', 'b'], done: [true, true] });
    const again = made({ names: ['ok', 'b'], done: [true, false] });
    expect(merged(whole, again).summary).toMatchObject({
      paths: 3,
      complete: true,
      coverage: {
        levels: [
          { done: 1, known: 1 },
          { done: 2, known: 2 },
        ],
      },
    });
  });

  it('have the run that met its path again', () => {
    const lost = made({ names: ['ok', 'a'], diverged: 'a' });
    expect(merged(lost, made({ names: ['ok', 'a'] })).summary.diverged).toBe(0);
    expect(merged(lost, lost).summary.diverged).toBe(1);
  });
});

describe('reports that do not fit together', () => {
  it.each([
    ['configurations', { ...two, configDigest: '0' }],
    ['builds of the program', { ...two, program: { ...two.program, buildId: '0' } }],
    ['numbers of parts', made({ names: ['ok'] })],
    ['bounds', { ...two, search: { ...two.search, limits: { maxFaults: 9, maxDepth: 9 } } }],
    ['kinds of search', { ...two, search: { ...two.search, thorough: false } }],
  ])('are refused: different %s', (what, other) => {
    expect(() => merged(one, other)).toThrow(`"0.json" and "1.json" are of different ${what} (`);
  });

  it('are refused when one is of several parts: what each completed is not known', () => {
    const both = made({ parts: [1, 2], of: 3, names: ['ok'] });
    const part = made({ parts: [3], of: 3, names: ['ok'] });
    expect(() => merged(part, both)).toThrow('"1.json" is of several parts already (1, 2)');
  });
});

describe('what merged reports depend on', () => {
  const inputs = (journal: string, files: Readonly<Record<string, string | null>>): Report => {
    const list = Object.entries(files).map(([path, digest]) => ({ path, digest }));
    const report = made({ names: ['ok', 'a'] });
    return { ...report, inputs: { version: '1', kernel: '6', journals: [journal], files: list } };
  };
  const one = inputs('j1', { '/b': '0b', '/c': null });

  it('is what each of them depends on', () => {
    expect(merged(one, inputs('j2', { '/a': '0a', '/b': '0b' })).inputs).toEqual({
      version: '1',
      kernel: '6',
      journals: ['j1', 'j2'],
      files: [
        { path: '/a', digest: '0a' },
        { path: '/b', digest: '0b' },
        { path: '/c', digest: null },
      ],
    });
  });

  it('is unknown where a file was not the same for all', () => {
    const { inputs: both } = merged(one, inputs('j2', { '/c': '0c' }));
    expect(both).toMatchObject({ unknown: '/c was not the same for all of its parts', files: [] });
    const [first, other] = [one, inputs('j2', {})];
    const newer = { ...other, inputs: other.inputs && { ...other.inputs, kernel: '7' } };
    expect(merged(first, newer).inputs?.unknown).toBe('its parts ran on different kernels');
    expect(merged(one, made({ names: ['ok'] }))).not.toHaveProperty('inputs');
  });
});
