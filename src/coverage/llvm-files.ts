import type { CountedFile } from './gcov-answer.js';
import type { LocatedFunction } from './llvm-answer.js';

/**
 * By source file what llvm says of its lines, and of its functions with their branches.
 *
 * @param names by the linker's name how people write it
 */
export function llvmFiles(
  files: ReadonlyMap<string, ReadonlyMap<number, number>>,
  functions: readonly LocatedFunction[],
  names: ReadonlyMap<string, string>,
): readonly CountedFile[] {
  const counted = [...files].map(([file, lines]) => ({
    file,
    functions: [],
    lines: [...lines].map(([number, count]) => {
      return { number, function: undefined, count, branches: [] };
    }),
  }));
  const located = functions.map(({ file, function: found, lines }) => {
    const name = names.get(found.symbol) ?? found.name;
    return { file, functions: [{ ...found, name }], lines };
  });
  return [...counted, ...located];
}
