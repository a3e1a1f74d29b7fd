import { bySourceFile } from '../coverage/by-source-file.js';
import { stateOfNotes } from '../coverage/gcov-notes.js';
import { askGcov } from '../coverage/gcov-tool.js';
import { compilerOf, isKnownCompiler } from '../coverage/gcov-version.js';
import type { GcovObject } from '../tracer/counters/gcov-objects.js';
import { gcovObjectsOf } from './gcov-modules.js';
import { leftOutText, type LineTool } from './line-tool.js';
import { llvmModules } from './llvm-modules.js';

/** @param name the gcov of the program's compiler */
export function gcovLines(name: string): LineTool {
  return {
    kind: 'gcov',
    name,
    open(modules) {
      const objects = modules.flatMap((module) =>
        gcovObjectsOf(module).map((object) => ({ module, object })),
      );
      const usable = objects.filter(({ object }) => isUsable(object));
      const unusable = objects.filter(({ object }) => !isUsable(object));
      return {
        notes: [
          ...unusable.map(({ object }) => notesText(object)),
          ...llvmModules(modules).map(({ module }) => leftOutText(module, 'clang')),
        ],
        async read(counts) {
          const counted = usable.map(({ module, object }) => {
            return { object, counts: counts.get(module) ?? [] };
          });
          return bySourceFile(await askGcov(name, counted));
        },
      };
    },
  };
}

function isUsable(object: GcovObject): boolean {
  return isKnownCompiler(compilerOf(object)) && stateOfNotes(object) === 'fitting';
}

function notesText({ dataFile }: GcovObject): string {
  return `coverage: no notes (.gcno) that fit ${dataFile}`;
}
