import { findGcov } from '../coverage/gcov-tool.js';
import { notesOf, stateOfNotes } from '../coverage/gcov-notes.js';
import { compilerOf, isKnownCompiler, knownCompilers } from '../coverage/gcov-version.js';
import { present } from '../support/assert.js';
import { withFileSource } from '../tracer/elf/byte-source.js';
import { readGcovObjects, type GcovObject } from '../tracer/counters/gcov-objects.js';
import { OperatorError } from '../support/operator-error.js';

/** The object files of a program or library that gcc has put counters into. */
export function gcovObjectsOf(module: string): readonly GcovObject[] {
  return withFileSource(module, readGcovObjects) ?? [];
}

/**
 * @param objects at least one
 * @returns the gcov that understands what the compiler of these has written
 * @throws OperatorError where there is none
 */
export async function requireGcov(
  program: string,
  objects: readonly GcovObject[],
): Promise<string> {
  const first = present(objects[0], 'an object file');
  const major = compilerOf(first);
  const unknown = objects.find((object) => !isKnownCompiler(compilerOf(object)));
  if (unknown !== undefined) throw unknownCompiler(unknown);
  if (objects.every((object) => stateOfNotes(object) !== 'fitting')) throw withoutNotes(first);
  const tool = await findGcov(major);
  if (tool !== undefined) return tool;
  throw new OperatorError(
    `coverage: ${program} was compiled by gcc ${String(major)}, and its gcov is not found`,
    'install the gcc of that version, or put its gcov into PATH',
  );
}

function unknownCompiler({ version, dataFile }: GcovObject): OperatorError {
  const { first, last } = knownCompilers;
  const known = `gcc ${String(first)} to ${String(last)}`;
  return new OperatorError(
    `coverage: what ${dataFile} belongs to was compiled by a version that is not known: ${version}`,
    `compile it with ${known}`,
  );
}

function withoutNotes(object: GcovObject): OperatorError {
  const file = notesOf(object);
  const isThere = stateOfNotes(object) === 'foreign';
  return new OperatorError(
    `coverage: ${file} ${isThere ? 'belongs to another build' : 'is missing'}`,
    'keep the notes that `gcc --coverage` writes beside the object files, where they were written',
  );
}
