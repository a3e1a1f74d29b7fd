import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { knownClangs } from './llvm-version.js';

const run = promisify(execFile);

/** What llvm brings along to make lines of counts; all of the same version. */
export interface LlvmTools {
  readonly profdata: string;
  readonly cov: string;
  /** Writes names of C++ as people do. */
  readonly filter: string;
}

/** @param first the major version of the oldest that will do */
export async function findLlvmTools(first: number): Promise<LlvmTools | undefined> {
  for (let major = first; major <= knownClangs.last; major += 1) {
    const tools = toolsCalled(`-${String(major)}`);
    if ((await versionOf(tools)) === major) return tools;
  }
  const tools = toolsCalled('');
  const major = await versionOf(tools);
  return major !== undefined && major >= first && major <= knownClangs.last ? tools : undefined;
}

function toolsCalled(ending: string): LlvmTools {
  const [profdata, cov] = [`llvm-profdata${ending}`, `llvm-cov${ending}`];
  return { profdata, cov, filter: `llvm-cxxfilt${ending}` };
}

/** Undefined unless both are there, and of one version. */
async function versionOf({ profdata, cov }: LlvmTools): Promise<number | undefined> {
  // By itself, the former knows no such option.
  const [one, other] = await Promise.all([majorOf(profdata, 'merge'), majorOf(cov)]);
  return one === other ? one : undefined;
}

/** `Debian LLVM version 14.0.6` */
async function majorOf(tool: string, ...words: readonly string[]): Promise<number | undefined> {
  const answer = await run(tool, [...words, '--version']).catch(() => undefined);
  const major = /LLVM version (\d+)/.exec(answer?.stdout ?? '')?.[1];
  return major === undefined ? undefined : Number(major);
}
