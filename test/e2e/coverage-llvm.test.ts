import { cpSync, existsSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findLlvmTools, type LlvmTools } from '../../src/coverage/llvm-tools.js';
import { knownClangs } from '../../src/coverage/llvm-version.js';
import type { Report } from '../../src/report/report-schema.js';
import { checkout } from './checkout.js';
import { Workspace } from './workspace.js';

const flags = '-fprofile-instr-generate -fcoverage-mapping';
const sends = { call: 'sendto', outcomes: ['ENOMEM', 'ENOBUFS'] };

describe('coverage by clang', () => {
  const workspace = new Workspace();
  afterAll(() => workspace[Symbol.dispose]());
  let tools: LlvmTools | undefined;
  let missing = '';
  let [report, text] = [{} as Report, ''];

  beforeAll(async () => {
    const { first, last } = knownClangs;
    const majors = Array.from({ length: last - first + 1 }, (_, i) => first + i);
    const names = majors.map((major) => `clang-${String(major)}`).join(' ');
    const clang = (await workspace.shell(`command -v ${names} | head -1`)).out.trim();
    tools = await findLlvmTools(Number(/\d+$/.exec(clang)?.[0] ?? first));
    if (clang === '') missing = `none of ${names} is installed`;
    else if (tools === undefined) missing = `llvm-cov and llvm-profdata of ${clang} are missing`;
    else missing = await build(workspace, clang);
    if (missing !== '') return;
    const config = { sut: './counted', faults: { rules: [sends] }, limits: { maxFaults: 1 } };
    const more = { thorough: true, evidence: false, strategy: 'coverage-guided' };
    workspace.write('config.json', JSON.stringify({ ...config, ...more }));
    const explored = await workspace.explore(['-c', 'config.json', '--coverage']);
    report = explored.report;
    text = explored.ended.out;
  });

  beforeEach(({ skip }) => {
    if (missing !== '') skip(missing);
  });

  it('is what the baseline and the exploration reached, a crash and a child included', () => {
    const known = (report.lineCoverage?.functions ?? []).map((found) => [
      found.function,
      [found.branches, found.baseline, found.reached],
    ]);
    // As gcc has it, except for what is never called: clang tells its branches, too.
    expect(Object.fromEntries(known)).toEqual({
      answer: [2, 1, 2],
      tell: [4, 1, 4],
      in_a_child: [2, 2, 2],
      never: [2, 0, 0],
      main: [8, 4, 5],
    });
    expect(report.lineCoverage).toMatchObject({
      kind: 'llvm',
      lines: { count: 31, baseline: 26, reached: 30 },
      branches: { count: 18, baseline: 8, reached: 13 },
    });
    expect(text).toContain(
      '\nbranches: baseline 8 of 18, exploration 13 of 18 (+5): most in tell()',
    );
  });

  it('leads a search', () => {
    expect(report.summary.edges).toEqual({ count: 14, baseline: 5, reached: 9 });
  });

  it('leaves nothing behind, beside the program or elsewhere', async () => {
    await workspace.expectNothingLeft();
    expect(existsSync(workspace.file('default.profraw'))).toBe(false);
  });

  it('counts as the program does by itself', async () => {
    // A file that the program would add to its counters, were it to find it.
    const own = "export LLVM_PROFILE_FILE='own-%m.profraw'; ./counted && ./counted";
    expect((await workspace.shell(own)).code).toBe(0);
    const words = ['-c', 'config.json', '--max-faults', '0', '--lcov', 'none.info'];
    const { err } = await workspace.run(['explore', '--quiet', ...words], {
      LLVM_PROFILE_FILE: 'own-%m.profraw',
    });
    expect(err).toBe('');
    const { cov, profdata } = tools as LlvmTools;
    const exported = await workspace.shell(
      `${profdata} merge -o own.profdata own-*.profraw && ` +
        `${cov} export --format=lcov --instr-profile=own.profdata counted -object libanswer.so`,
    );
    // The fault-free run, and the one path without a fault.
    expect(counts(workspace.read('none.info'))).toEqual(counts(exported.out));
    expect(counts(exported.out)).toContain('DA:11,6');
  });
});

/** @returns why it cannot be done; empty where it could */
async function build(workspace: Workspace, clang: string): Promise<string> {
  const fixtures = path.join(checkout, 'test/e2e/fixtures/coverage');
  cpSync(fixtures, workspace.directory, { recursive: true });
  const { code, err } = await workspace.shell(
    `${clang} ${flags} -fPIC -shared -o libanswer.so answer.c && ` +
      `${clang} ${flags} -o counted counted.c -L. -lanswer -Wl,-rpath,"$PWD"`,
  );
  return code === 0 ? '' : `${clang} cannot build it, its runtime is missing: ${err}`;
}

/** Of a tracefile what was counted, of which line and branch of which file. */
function counts(tracefile: string): readonly string[] {
  const records = tracefile.split('\n').filter((line) => /^(SF|DA|BRDA):/.test(line));
  return records.toSorted();
}
