import { execFileSync } from 'node:child_process';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { llvmLines } from '../../src/campaign/llvm-lines.js';
import { llvmModules } from '../../src/campaign/llvm-modules.js';
import { measureCoverage } from '../../src/campaign/measure-coverage.js';
import { requireLines } from '../../src/campaign/require-lines.js';
import type { LlvmProfile } from '../../src/tracer/counters/llvm-profile.js';
import { settingsFor } from './explore-fixture.js';
import { Workbench } from './workbench.js';

const bench = new Workbench();
afterAll(() => bench[Symbol.dispose]());
afterEach(() => vi.unstubAllEnvs());

async function compile(compiler: number, version: string, ...flags: string[]): Promise<string> {
  const words = [`-DCOMPILER="${String(compiler)}"`, `-DVERSION=${version}`, ...flags];
  return bench.compile('coverage/clang', ...words);
}

async function refusal(...modules: string[]): Promise<{ message: string; hint: string }> {
  const edges = modules.map((module) => ({ module, count: 0, reached: [] }));
  const settings = settingsFor(['/program'], { coverage: true });
  return requireLines(settings, edges).then(
    (tool) => ({ message: String(tool?.name), hint: '' }),
    (error: unknown) => error as { message: string; hint: string },
  );
}

test('what clang has put in is read, wherever the program is loaded', async () => {
  for (const flags of [[], ['-no-pie']]) {
    const module = await compile(14, '8', '-DMAPPED', ...flags);
    const [found] = llvmModules([module]);
    const { records, names, first, distance, ...rest } = found?.profile as LlvmProfile;
    expect(rest).toEqual({ version: 8n, compiler: 14, isMapped: true, count: 3 });
    expect([records.length, records[0], records[48]]).toEqual([96, 4, 5]);
    expect(names.toString()).toBe('names\0');
    const sections = execFileSync('readelf', ['-SW', module], { encoding: 'utf8' });
    const [counters, data, others] = ['prf_cnts', 'prf_data', 'sancov_cntrs'].map((name) =>
      Number.parseInt(
        new RegExp(`__(?:llvm_)?${name} +PROGBITS +(\\w+)`).exec(sections)?.[1] ?? '',
        16,
      ),
    ) as [number, number, number];
    expect(distance).toBe(counters - data);
    expect(first).toBe(others < counters ? 5 : 0);
  }
});

test('what cannot be told is refused', async () => {
  const unmapped = await refusal(await compile(14, '8'));
  expect(unmapped.message).toMatch(/clang, and nothing that tells their lines$/);
  expect(unmapped.hint).toContain('-fcoverage-mapping');
  const newer = await refusal(await compile(19, '10', '-DMAPPED'));
  expect(newer.message).toMatch(/has counters of clang of an unknown version: 10$/);
  expect(newer.hint).toBe('compile it with clang 14 to 17, and do not strip it');
  const bytes = await refusal(await compile(14, '0x1000000000000008', '-DMAPPED'));
  expect(bytes.message).toMatch(/unknown version: 8, variant 0x10$/);
  const stripped = await compile(14, '8', '-DMAPPED', '-s');
  expect((await refusal(stripped)).message).toMatch(/unknown version: none, because it was strip/);
});

test('tools that are not there are asked for', async () => {
  const module = await compile(14, '8', '-DMAPPED');
  const unmapped = await compile(14, '8');
  vi.stubEnv('PATH', bench.directory);
  expect(await refusal(unmapped, module)).toMatchObject({
    message:
      'coverage: llvm-profdata and llvm-cov for clang 14 are not found; ' +
      `it has compiled ${module}`,
    hint: 'apt install llvm-14, or put both into PATH',
    code: 2,
  });
});

test('tools that fail are told, and nothing is lost', async () => {
  const module = await compile(14, '8', '-DMAPPED');
  const unmapped = await compile(14, '8');
  const ofGcc = await bench.compile('coverage/hidden', '--coverage');
  const tools = { profdata: '/bin/false', cov: 'llvm-cov-14', filter: '/bin/false' };
  const totals = new Map([module, unmapped, ofGcc].map((each) => [each, new Float64Array(8)]));
  const { notes, ...rest } = await measureCoverage(llvmLines(tools), [], totals, 0);
  expect(rest).toEqual({});
  expect(notes).toEqual([
    `coverage: ${unmapped} has counters of clang, and nothing that tells their lines`,
    `coverage: what gcc counts in ${ofGcc} is not in it`,
    expect.stringMatching(
      /^coverage: llvm-cov-14 could not be asked: Command failed: \/bin\/false/,
    ),
  ]);
});

test('of two compilers, one is told', async () => {
  const ofGcc = await bench.compile('coverage/hidden', '--coverage');
  const ofClang = await compile(14, '8', '-DMAPPED');
  const edges = [ofClang, ofGcc].map((module) => ({ module, count: 0, reached: [] }));
  const tool = await requireLines(settingsFor(['/program'], { coverage: true }), edges);
  expect(tool?.kind).toBe('gcov');
  expect(tool?.open([ofClang, ofGcc]).notes).toEqual([
    `coverage: what clang counts in ${ofClang} is not in it`,
  ]);
});
