import { cpSync, existsSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bySourceFile } from '../../src/coverage/by-source-file.js';
import { parseGcovAnswers } from '../../src/coverage/gcov-answer.js';
import { lcovText } from '../../src/coverage/lcov-text.js';
import type { Report } from '../../src/report/report-schema.js';
import { checkout } from './checkout.js';
import { Workspace } from './workspace.js';

const build = [
  'gcc --coverage -c counted.c',
  'gcc --coverage -fPIC -shared -o libanswer.so answer.c',
  'gcc --coverage -o counted counted.o -L. -lanswer -Wl,-rpath,"$PWD"',
];
const sends = { call: 'sendto', outcomes: ['ENOMEM', 'ENOBUFS'] };

describe('coverage', () => {
  const workspace = new Workspace();
  afterAll(() => workspace[Symbol.dispose]());
  let [report, text, tracefile] = [{} as Report, '', ''];

  beforeAll(async () => {
    const fixtures = path.join(checkout, 'test/e2e/fixtures/coverage');
    cpSync(fixtures, workspace.directory, { recursive: true });
    expect(await workspace.shell(build.join(' && '))).toMatchObject({ code: 0, err: '' });
    const config = { sut: './counted', faults: { rules: [sends] }, limits: { maxFaults: 1 } };
    workspace.write('config.json', JSON.stringify({ ...config, thorough: true }));
    const explored = await workspace.explore(['-c', 'config.json', '--lcov', 'all.info']);
    report = explored.report;
    text = explored.ended.out;
    tracefile = workspace.read('all.info');
  });

  it('is what the baseline and the exploration reached, a crash and a child included', () => {
    const known = (report.lineCoverage?.functions ?? []).map((found) => [
      found.function,
      [found.branches, found.baseline, found.reached],
    ]);
    expect(Object.fromEntries(known)).toEqual({
      // In the library: whether it is told of a failure.
      answer: [2, 1, 2],
      // Whether it can send, and, if not, for which reason: one of them crashes it.
      tell: [4, 1, 4],
      in_a_child: [2, 2, 2],
      never: [0, 0, 0],
      // Three things never fail, and never is there another argument.
      main: [8, 4, 5],
    });
    expect(report.lineCoverage).toMatchObject({
      kind: 'gcov',
      lines: { count: 26, baseline: 22, reached: 25 },
      branches: { count: 16, baseline: 8, reached: 13 },
    });
    expect(text).toContain(
      '\nlines: baseline 22 of 26, exploration 25 of 26 (+3)\n' +
        'branches: baseline 8 of 16, exploration 13 of 16 (+5): most in tell(), answer(), main()\n',
    );
    expect(text).toMatch(/\ncall sites: 5 met, 2 with a fault tried\n/);
  });

  it('leaves nothing behind, beside the program or elsewhere', async () => {
    await workspace.expectNothingLeft();
    expect(existsSync(workspace.file('counted.gcda'))).toBe(false);
  });

  it('counts as gcov does', async () => {
    const words = ['-c', 'config.json', '--max-faults', '0', '--lcov', 'none.info'];
    await workspace.explore(words);
    // The fault-free run, and the one path without a fault.
    expect((await workspace.shell('./counted && ./counted')).code).toBe(0);
    const gcov = await workspace.shell('gcov --json-format --stdout --branch-probabilities *.gcda');
    expect(workspace.read('none.info')).toBe(lcovText(bySourceFile(parseGcovAnswers(gcov.out))));
  });

  it('is read by lcov and genhtml', async ({ skip }) => {
    const isThere = (await workspace.shell('command -v lcov genhtml')).code === 0;
    if (!isThere) skip('lcov is not installed');
    const branches = '--rc lcov_branch_coverage=1';
    const { out } = await workspace.shell(`lcov --summary all.info ${branches}`);
    expect(out).toContain('lines......: 96.2% (25 of 26 lines)');
    expect(out).toContain('functions..: 80.0% (4 of 5 functions)');
    expect(out).toContain('branches...: 81.2% (13 of 16 branches)');
    const page = await workspace.shell('genhtml --quiet --output-directory page all.info');
    expect(page.code, page.err).toBe(0);
    expect(tracefile).toContain(`SF:${workspace.file('counted.c')}\n`);
  });
});
