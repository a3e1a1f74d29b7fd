import { expect, it } from 'vitest';
import { strategies } from '../../src/model/settings.js';
import type { Report } from '../../src/report/report-schema.js';
import { configOf, sameEpoch } from './checkout.js';
import { Workspace } from './workspace.js';

const config = [...configOf('http-server/chokepoint'), ...sameEpoch];
const thorough = [...config, '--thorough'];

/** What must not depend on the order of the search. */
function found({ paths, defects, summary }: Report): unknown {
  const { wallMs: _, checkpointBytes: __, edges: ___, ...counts } = summary;
  const keys = paths.map(({ token, verdict, exit }) => `${token} ${verdict} ${exit}`);
  return { paths: keys.sort(), defects: defects.map(({ token, count }) => [token, count]), counts };
}

it('depth-first, breadth-first and two worlds at once find the same', async () => {
  using workspace = new Workspace();
  const explored = async (...words: string[]): Promise<unknown> => {
    return found((await workspace.explore([...thorough, ...words])).report);
  };
  const reference = await explored('--strategy', 'depth-first');
  expect(await explored('--strategy', 'breadth-first')).toEqual(reference);
  expect(await explored('--strategy', 'depth-first', '--jobs', '2')).toEqual(reference);
  await workspace.expectNothingLeft();
});

it('every strategy leaves the same out, and finds the same', async () => {
  using workspace = new Workspace();
  const counting = [...configOf('http-server/counting'), ...sameEpoch];
  const reports = new Map<string, Report>();
  for (const strategy of strategies) {
    const order = ['--strategy', strategy, '--strategy-seed', '5'];
    const words = [...counting, ...order, '--max-faults', '1'];
    reports.set(strategy, (await workspace.explore(words)).report);
  }
  const all = [...reports.values()];
  expect(new Set(all.map((report) => JSON.stringify(found(report)))).size).toBe(1);
  for (const [strategy, { search, summary }] of reports) {
    expect(search).toMatchObject({ strategy, seed: 5, thorough: false });
    expect(summary).toMatchObject({ complete: true, defects: 1 });
    expect(summary.alike).toBeGreaterThan(0);
    const isLed = ['coverage-guided', 'evolutionary'].includes(strategy);
    expect(summary.edges !== undefined).toBe(isLed);
  }
});

it('--first ends with the first defect', async () => {
  using workspace = new Workspace();
  const { ended, report } = await workspace.explore([...config, '--first']);
  expect(ended.code).toBe(1);
  expect(report.summary).toMatchObject({ defects: 1, complete: false });
  expect(report.paths.filter(({ verdict }) => verdict === 'crashed')).toHaveLength(1);
  expect(report.paths.at(-1)?.verdict).toBe('crashed');
  await workspace.expectNothingLeft();
});
