import { expect, it } from 'vitest';
import type { Report } from '../../src/report/report-schema.js';
import { configOf, sameEpoch } from './checkout.js';
import { Workspace } from './workspace.js';

const config = [...configOf('http-server/chokepoint'), ...sameEpoch];

/** What must not depend on the order of the search. */
function found({ paths, defects, summary }: Report): unknown {
  const { wallMs: _, checkpointBytes: __, ...counts } = summary;
  const keys = paths.map(({ token, verdict, exit }) => `${token} ${verdict} ${exit}`);
  return { paths: keys.sort(), defects: defects.map(({ token, count }) => [token, count]), counts };
}

it('depth-first, breadth-first and two worlds at once find the same', async () => {
  using workspace = new Workspace();
  const explored = async (...words: string[]): Promise<unknown> => {
    return found((await workspace.explore([...config, ...words])).report);
  };
  const reference = await explored();
  expect(await explored('--strategy', 'breadth-first')).toEqual(reference);
  expect(await explored('--jobs', '2')).toEqual(reference);
  await workspace.expectNothingLeft();
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
