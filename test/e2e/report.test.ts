import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, it } from 'vitest';
import { sarifErrors } from '../support/sarif-schema.js';
import { checkout, configOf } from './checkout.js';
import { Workspace } from './workspace.js';

const schema = path.join(checkout, 'schema/report.schema.json');
const validate = new Ajv2020().compile(JSON.parse(readFileSync(schema, 'utf8')) as object);

const exitOfVerdict: Readonly<Record<string, number>> = { passed: 0, failed: 0, crashed: 1 };

it.each([
  { config: 'alphabet/ok', defects: 0 },
  { config: 'alphabet/segv', defects: 1 },
])(
  'the report on $config fits its schema, as SARIF does, and all its tokens work',
  async (expected) => {
    using workspace = new Workspace();
    const config = configOf(expected.config);
    const { report } = await workspace.explore([...config, '--sarif', 'report.sarif']);
    validate(report);
    expect(validate.errors).toBeNull();
    expect(sarifErrors(JSON.parse(workspace.read('report.sarif')))).toEqual([]);
    expect(report.defects).toHaveLength(expected.defects);
    const sample = report.paths.filter((_, index) => index % 2 === 0);
    const runs = sample.map(async ({ token }) => workspace.run(['replay', token, '-q', ...config]));
    for (const [index, { code, out, err }] of (await Promise.all(runs)).entries()) {
      const { verdict = '', exit = '' } = sample[index] ?? {};
      expect({ verdict, code, err }).toEqual({ verdict, code: exitOfVerdict[verdict], err: '' });
      expect(out).toMatch(new RegExp(`^sut .*: ${exit}$`, 'm'));
    }
  },
);

it('is refused by the schema when a field is missing or invented', async () => {
  using workspace = new Workspace();
  const { report } = await workspace.explore([...configOf('alphabet/ok'), '--max-paths', '1']);
  const { paths: _, ...incomplete } = report;
  expect(validate(incomplete)).toBe(false);
  expect(validate({ ...report, invented: true })).toBe(false);
});

it('that cannot be written is an error', async () => {
  using workspace = new Workspace();
  const words = ['explore', ...configOf('alphabet/ok'), '--max-paths', '1', '--json', '/dev/full'];
  const { code, err } = await workspace.run(words);
  expect(code).toBe(2);
  expect(err).toMatch(/^chokepoint: the report cannot be written to "\/dev\/full": /m);
  await workspace.expectNothingLeft();
});
