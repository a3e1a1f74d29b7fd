import { statSync } from 'node:fs';
import type { ProgramSettings } from '../../../model/settings.js';
import { addWithLibraries } from './add-with-libraries.js';
import type { GuestTree } from './guest-tree.js';
import { pathsInArguments, pathsInEnvironment } from './named-paths.js';
import { programClosure } from './program-closure.js';
import { smallTree } from './small-tree.js';

/** A larger file is data that hardly every run needs; `include` takes it along. */
const namedBytesMax = 64 * 2 ** 20;

/**
 * Takes along what a program needs, as far as it can be told from its settings.
 * @returns whether it is dynamically linked
 */
export function addProgramFiles(tree: GuestTree, program: ProgramSettings): boolean {
  const { isDynamic, files } = programClosure(program.file, program);
  for (const file of [...files, program.stdin]) tree.add(file);
  for (const file of smallTree(program.cwd)) addWithLibraries(tree, file, program);
  for (const file of pathsInEnvironment(program)) {
    if (isSmallOrDirectory(file)) tree.add(file);
  }
  for (const named of pathsInArguments(program).filter(isSmallOrDirectory)) {
    for (const file of smallTree(named)) addWithLibraries(tree, file, program);
  }
  return isDynamic;
}

function isSmallOrDirectory(file: string): boolean {
  try {
    const stat = statSync(file);
    return stat.isDirectory() || (stat.isFile() && stat.size <= namedBytesMax);
  } catch {
    return false;
  }
}
