import { withFileSource } from '../tracer/elf/byte-source.js';
import type { GcovObject } from '../tracer/counters/gcov-objects.js';

/** Where the compiler wrote down which counter belongs to which line: beside the object file. */
export function notesOf({ dataFile }: GcovObject): string {
  return dataFile.replace(/\.gcda$/, '.gcno');
}

/** Whether notes are there, and of this very compilation. */
export function stateOfNotes(object: GcovObject): 'missing' | 'foreign' | 'fitting' {
  const head = withFileSource(notesOf(object), (source) => source(0, 12));
  if (head === undefined) return 'missing';
  return head.readUInt32LE(8) === object.stamp ? 'fitting' : 'foreign';
}
