import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { LlvmProfile } from '../tracer/counters/llvm-profile.js';
import type { CountedFile } from './gcov-answer.js';
import { parseLcovLines } from './lcov-lines.js';
import { parseLlvmFunctions } from './llvm-answer.js';
import { llvmFiles } from './llvm-files.js';
import type { LlvmTools } from './llvm-tools.js';
import { rawProfile } from './raw-profile.js';
import { readableNames } from './readable-names.js';

const run = promisify(execFile);
const outputBytes = 2 ** 30;

/** A program or library, and what its counters say. */
interface CountedModule {
  readonly module: string;
  readonly profile: LlvmProfile;
  readonly counts: ArrayLike<number>;
}

/** What llvm makes of the counts, which it is given as if the programs had written them. */
export async function askLlvm(
  { profdata, cov, filter }: LlvmTools,
  modules: readonly CountedModule[],
): Promise<readonly CountedFile[]> {
  const directory = await mkdtemp(path.join(tmpdir(), 'chokepoint-llvm-'));
  try {
    const merged = path.join(directory, 'merged.profdata');
    const profiles = await Promise.all(modules.map(async (each, i) => lay(directory, i, each)));
    await run(profdata, ['merge', '-o', merged, ...profiles]);
    const objects = modules.flatMap(({ module }) => ['-object', module]);
    const exported = async (format: 'lcov' | 'text'): Promise<string> => {
      const words = ['export', `--format=${format}`, `--instr-profile=${merged}`];
      const { stdout } = await run(cov, [...words, '--skip-expansions', ...objects], {
        maxBuffer: outputBytes,
      });
      return stdout;
    };
    const functions = parseLlvmFunctions(await exported('text'));
    const names = await readableNames(filter, functions);
    return llvmFiles(parseLcovLines(await exported('lcov')), functions, names);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function lay(
  directory: string,
  number: number,
  { profile, counts }: CountedModule,
): Promise<string> {
  const file = path.join(directory, `${String(number)}.profraw`);
  await writeFile(file, rawProfile(profile, counts));
  return file;
}
