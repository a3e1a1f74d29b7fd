import { findLlvmTools, type LlvmTools } from '../coverage/llvm-tools.js';
import { clangOf, isKnownProfile, knownClangs, versionText } from '../coverage/llvm-version.js';
import { withFileSource } from '../tracer/elf/byte-source.js';
import { readLlvmProfile, type LlvmProfile } from '../tracer/counters/llvm-profile.js';
import { OperatorError } from '../support/operator-error.js';

/** A program or library that clang has put counters into. */
interface LlvmModule {
  readonly module: string;
  readonly profile: LlvmProfile;
}

export function llvmModules(modules: readonly string[]): readonly LlvmModule[] {
  return modules.flatMap((module) => {
    const profile = withFileSource(module, readLlvmProfile);
    return profile === undefined ? [] : [{ module, profile }];
  });
}

/** Why its counters are not made lines of; undefined where they are. */
export function flawOf({ module, profile }: LlvmModule): OperatorError | undefined {
  if (!profile.isMapped)
    return new OperatorError(
      `coverage: ${module} has counters of clang, and nothing that tells their lines`,
      'compile it with `-fprofile-instr-generate -fcoverage-mapping`',
    );
  if (isKnownProfile(profile)) return undefined;
  const { first, last } = knownClangs;
  return new OperatorError(
    `coverage: ${module} has counters of clang of an unknown version: ${versionText(profile)}`,
    `compile it with clang ${String(first)} to ${String(last)}, and do not strip it`,
  );
}

/**
 * @param found at least one
 * @returns the tools that understand what the compiler of these has put in
 * @throws OperatorError where lines cannot be told: before an exploration, and not after it
 */
export async function requireLlvm(found: readonly LlvmModule[]): Promise<LlvmTools> {
  const flaws = found.flatMap((each) => flawOf(each) ?? []);
  if (flaws[0] !== undefined && flaws.length === found.length) throw flaws[0];
  const usable = found.filter((each) => flawOf(each) === undefined);
  const major = clangOf(usable.map(({ profile }) => profile));
  const tools = await findLlvmTools(major);
  if (tools !== undefined) return tools;
  const names = usable.map(({ module }) => module).join(', ');
  throw new OperatorError(
    `coverage: llvm-profdata and llvm-cov for clang ${String(major)} are not found; ` +
      `it has compiled ${names}`,
    `apt install llvm-${String(major)}, or put both into PATH`,
  );
}
