import type { ProgramSettings } from '../../../model/settings.js';
import type { GuestEntry } from './guest-entry.js';
import { addSkeleton } from './guest-skeleton.js';
import { GuestTree } from './guest-tree.js';
import { addFound, addIncluded } from './included-files.js';
import { addProgramFiles } from './program-files.js';

interface ImageFiles {
  readonly entries: readonly GuestEntry[];
  /** Names of the programs that nothing can be preloaded into. */
  readonly staticPrograms: readonly string[];
}

/**
 * What goes into the guest.
 * @param include absolute paths, directories with all that is in them
 * @param found what the programs were seen to look for
 * @throws OperatorError when one of them or a library of a program is missing
 */
export function imageFiles(
  programs: readonly ProgramSettings[],
  include: readonly string[],
  library: string,
  found: readonly string[] = [],
): ImageFiles {
  const tree = new GuestTree();
  addSkeleton(tree, library);
  const isStatic = (program: ProgramSettings): boolean => !addProgramFiles(tree, program);
  const staticPrograms = programs.filter(isStatic).map(({ name }) => name);
  for (const file of include) addIncluded(tree, file, { cwd: '/', env: programs[0]?.env ?? {} });
  for (const file of found) addFound(tree, file);
  return { entries: tree.entries(), staticPrograms };
}
