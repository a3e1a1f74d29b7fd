import { expect, it } from 'vitest';
import type { Report } from '../../src/report/report-schema.js';
import { configOf } from './checkout.js';
import { Workspace } from './workspace.js';

const config = [...configOf('alphabet/segv'), '--max-faults', '1', '--epoch', '2026-01-01'];

it('parts that are merged report what one exploration reports', async () => {
  using workspace = new Workspace();
  const { report: whole } = await workspace.explore(config);
  for (const part of ['1', '2']) {
    const words = ['--shard', `${part}/2`, '--json', `${part}.json`];
    const { code } = await workspace.run(['explore', '-q', ...config, ...words]);
    expect(workspace.report(`${part}.json`).search.shard).toEqual({ parts: [Number(part)], of: 2 });
    expect(code).toBe(workspace.report(`${part}.json`).summary.defects > 0 ? 1 : 0);
  }
  const words = ['report', 'merge', '2.json', '1.json', '--json', 'all.json', '--github'];
  const { code, out, err } = await workspace.run(words);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out.match(/^::error file=/gm)).toHaveLength(whole.defects.length);
  const merged = workspace.report('all.json');
  expect(tokens(merged)).toEqual(tokens(whole));
  expect(merged.defects).toEqual(whole.defects);
  expect(merged.search).toEqual(whole.search);
  expect(merged.summary).toEqual({
    ...whole.summary,
    wallMs: expect.any(Number) as number,
    checkpointBytes: undefined,
  });
  expect(sortedPoints(merged)).toEqual(sortedPoints(whole));
});

function tokens({ paths }: Report): readonly string[] {
  return paths.map(({ token, verdict }) => `${token} ${verdict}`).sort();
}

function sortedPoints({ choicePoints }: Report): Report['choicePoints'] {
  return choicePoints.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}
