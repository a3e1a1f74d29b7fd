import { bySourceFile } from '../coverage/by-source-file.js';
import { stateOfNotes } from '../coverage/gcov-notes.js';
import { askGcov, type CountedObject } from '../coverage/gcov-tool.js';
import { compilerOf, isKnownCompiler } from '../coverage/gcov-version.js';
import { lcovText } from '../coverage/lcov-text.js';
import { lineCoverage } from '../coverage/line-coverage.js';
import { CounterTotals } from '../explore/counter-totals.js';
import type { ModuleEdges } from '../model/edges.js';
import type { LineCoverage } from '../model/line-coverage.js';
import type { GcovObject } from '../tracer/counters/gcov-objects.js';
import { gcovObjectsOf } from './gcov-modules.js';

/** What of the source was executed, as numbers and as a tracefile of lcov. */
export interface MeasuredCoverage {
  readonly lineCoverage: LineCoverage;
  readonly lcov: string;
  readonly notes: readonly string[];
}

type Totals = ReadonlyMap<string, Float64Array>;

/** @param tool a gcov; @param totals what all runs together have counted, by module */
export async function measureCoverage(
  tool: string,
  baseline: readonly ModuleEdges[] = [],
  totals: Totals,
): Promise<MeasuredCoverage> {
  const before = new CounterTotals();
  before.add(baseline);
  const modules = [...totals.keys()].map((module) => [module, gcovObjectsOf(module)] as const);
  const usable = new Map(modules.map(([module, all]) => [module, all.filter(isUsable)]));
  const counted = (counts: Totals): readonly CountedObject[] =>
    [...usable].flatMap(([module, objects]) =>
      objects.map((object) => ({ object, counts: counts.get(module) ?? [] })),
    );
  const first = bySourceFile(await askGcov(tool, counted(before.totals())));
  const last = bySourceFile(await askGcov(tool, counted(totals)));
  const left = modules.flatMap(([, all]) => all.filter((object) => !isUsable(object)));
  return {
    lineCoverage: { kind: 'gcov', ...lineCoverage(first, last) },
    lcov: lcovText(last),
    notes: left.map(({ dataFile }) => `coverage: no notes (.gcno) that fit ${dataFile}`),
  };
}

function isUsable(object: GcovObject): boolean {
  return isKnownCompiler(compilerOf(object)) && stateOfNotes(object) === 'fitting';
}

/** @param recorded runs of an earlier part, of which nobody has kept what they counted */
export function coverageNotes(
  measured: MeasuredCoverage | undefined,
  recorded: number,
): readonly string[] {
  if (measured === undefined || recorded === 0) return measured?.notes ?? [];
  return [...measured.notes, `coverage: of this part only; ${String(recorded)} runs came before`];
}
