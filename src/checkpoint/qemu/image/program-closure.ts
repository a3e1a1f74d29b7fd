import { OperatorError } from '../../../support/operator-error.js';
import type { Closure } from './closure.js';
import { elfClosure } from './elf-closure.js';
import { isElf, isScript, readHead } from '../../../support/read-head.js';
import { interpretersOf } from './script-line.js';
import type { Surroundings } from './surroundings.js';

/** Scripts whose interpreter is a script: the kernel gives up after this many. */
const interpretersMax = 4;

/** The scripts of a directory mostly have the same interpreter, and asking takes 10 ms. */
const known = new WeakMap<Surroundings, Map<string, Closure>>();

/** @throws OperatorError when it cannot be read, lacks a library or is of another architecture */
export function programClosure(
  program: string,
  around: Surroundings,
  interpretersLeft = interpretersMax,
): Closure {
  const before = known.get(around) ?? new Map<string, Closure>();
  known.set(around, before);
  const closure = before.get(program) ?? findClosure(program, around, interpretersLeft);
  before.set(program, closure);
  return closure;
}

function findClosure(program: string, around: Surroundings, interpretersLeft: number): Closure {
  const head = readHead(program);
  if (head === undefined) {
    throw new OperatorError(`"${program}" does not exist or cannot be read.`, 'check the path');
  }
  if (isElf(head)) return elfClosure(program, head, around);
  const interpreters = interpretersLeft > 0 ? interpretersOf(head, around) : [];
  const closures = interpreters.map((file) => programClosure(file, around, interpretersLeft - 1));
  const files = [program, ...closures.flatMap((closure) => closure.files)];
  // The last one is what runs the script: `env` only starts it.
  return { isDynamic: closures.at(-1)?.isDynamic ?? false, files };
}

/** The same for a file that may be no program at all, and that need not be complete. */
export function filesToUse(file: string, mode: number, around: Surroundings): readonly string[] {
  const head = readHead(file);
  const isProgram = head !== undefined && (isElf(head) || (isScript(head) && (mode & 0o111) !== 0));
  if (!isProgram) return [file];
  try {
    return programClosure(file, around).files;
  } catch (error) {
    if (error instanceof OperatorError) return [file];
    throw error;
  }
}
