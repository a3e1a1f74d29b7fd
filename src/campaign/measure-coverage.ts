import { bySourceFile } from '../coverage/by-source-file.js';
import { stateOfNotes } from '../coverage/gcov-notes.js';
import { askGcov } from '../coverage/gcov-tool.js';
import { compilerOf, isKnownCompiler } from '../coverage/gcov-version.js';
import { lcovText } from '../coverage/lcov-text.js';
import { lineCoverage } from '../coverage/line-coverage.js';
import type { SourceFile } from '../coverage/source-file.js';
import { CounterTotals } from '../explore/counter-totals.js';
import type { ModuleEdges } from '../model/edges.js';
import type { LineCoverage } from '../model/line-coverage.js';
import type { GcovObject } from '../tracer/counters/gcov-objects.js';
import { gcovObjectsOf } from './gcov-modules.js';

/** What of the source was executed, as numbers and as a tracefile of lcov. */
export interface MeasuredCoverage {
  readonly lineCoverage?: LineCoverage;
  readonly lcov?: string;
  readonly notes: readonly string[];
}

type Totals = ReadonlyMap<string, Float64Array>;

/**
 * @param tool the gcov of the program's compiler; without one, nothing was asked for
 * @param totals what all runs together have counted, by module
 * @param recorded runs of an earlier part, of which nobody has kept what they counted
 */
export async function measureCoverage(
  tool: string | undefined,
  baseline: readonly ModuleEdges[] | undefined,
  totals: Totals,
  recorded: number,
): Promise<MeasuredCoverage> {
  if (tool === undefined) return { notes: [] };
  const before = new CounterTotals();
  before.add(baseline);
  const objects = [...totals.keys()].flatMap((module) =>
    gcovObjectsOf(module).map((object) => ({ module, object })),
  );
  const usable = objects.filter(({ object }) => isUsable(object));
  const read = async (counts: Totals): Promise<readonly SourceFile[]> => {
    const counted = usable.map(({ module, object }) => {
      return { object, counts: counts.get(module) ?? [] };
    });
    return bySourceFile(await askGcov(tool, counted));
  };
  const unusable = objects.map(({ object }) => object).filter((object) => !isUsable(object));
  const notes = [...unusable.map(notesText), ...recordedNote(recorded)];
  try {
    const first = await read(before.totals());
    const last = await read(totals);
    const coverage = { kind: 'gcov' as const, ...lineCoverage(first, last) };
    return { lineCoverage: coverage, lcov: lcovText(last), notes };
  } catch (error) {
    // What was found in an hour must not be lost with it.
    const reason = error instanceof Error ? error.message : String(error);
    return { notes: [...notes, `coverage: ${tool} could not be asked: ${reason}`] };
  }
}

function isUsable(object: GcovObject): boolean {
  return isKnownCompiler(compilerOf(object)) && stateOfNotes(object) === 'fitting';
}

function notesText({ dataFile }: GcovObject): string {
  return `coverage: no notes (.gcno) that fit ${dataFile}`;
}

function recordedNote(recorded: number): readonly string[] {
  if (recorded === 0) return [];
  return [`coverage: of this part only; ${String(recorded)} recorded runs are not in it`];
}
