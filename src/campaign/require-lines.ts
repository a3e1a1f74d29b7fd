import type { ModuleEdges } from '../model/edges.js';
import type { Settings } from '../model/settings.js';
import { OperatorError } from '../support/operator-error.js';
import { gcovLines } from './gcov-lines.js';
import { gcovObjectsOf, requireGcov } from './gcov-modules.js';
import type { LineTool } from './line-tool.js';
import { llvmLines } from './llvm-lines.js';
import { llvmModules, requireLlvm } from './llvm-modules.js';

/**
 * @returns what makes lines of the program's counters; undefined where nobody has asked for them
 * @throws OperatorError where lines cannot be told: before an exploration, and not after it
 */
export async function requireLines(
  { coverage, sut }: Pick<Settings, 'coverage' | 'sut'>,
  edges: readonly ModuleEdges[] = [],
): Promise<LineTool | undefined> {
  if (coverage !== true) return undefined;
  const modules = edges.map(({ module }) => module);
  const objects = modules.flatMap(gcovObjectsOf);
  if (objects.length > 0) return gcovLines(await requireGcov(sut.name, objects));
  const found = llvmModules(modules);
  if (found.length > 0) return llvmLines(await requireLlvm(found));
  throw new OperatorError(
    `coverage: neither ${sut.name} nor a library of it has counters of lines`,
    'compile it with `gcc --coverage`, or with `clang -fprofile-instr-generate ' +
      '-fcoverage-mapping`, and do not strip it',
  );
}
