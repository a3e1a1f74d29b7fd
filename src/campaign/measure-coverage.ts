import { lcovText } from '../coverage/lcov-text.js';
import { lineCoverage } from '../coverage/line-coverage.js';
import { CounterTotals } from '../explore/counter-totals.js';
import type { ModuleEdges } from '../model/edges.js';
import type { LineCoverage } from '../model/line-coverage.js';
import type { LineTool, Totals } from './line-tool.js';

/** What of the source was executed, as numbers and as a tracefile of lcov. */
export interface MeasuredCoverage {
  readonly lineCoverage?: LineCoverage;
  readonly lcov?: string;
  readonly notes: readonly string[];
}

/**
 * @param tool that of the program's compiler; without one, nothing was asked for
 * @param totals what all runs together have counted, by module
 * @param recorded runs of an earlier part, of which nobody has kept what they counted
 */
export async function measureCoverage(
  tool: LineTool | undefined,
  baseline: readonly ModuleEdges[] | undefined,
  totals: Totals,
  recorded: number,
): Promise<MeasuredCoverage> {
  if (tool === undefined) return { notes: [] };
  const before = new CounterTotals();
  before.add(baseline);
  const reader = tool.open([...totals.keys()]);
  const notes = [...reader.notes, ...recordedNote(recorded)];
  try {
    const first = await reader.read(before.totals());
    const last = await reader.read(totals);
    const coverage = { kind: tool.kind, ...lineCoverage(first, last) };
    return { lineCoverage: coverage, lcov: lcovText(last), notes };
  } catch (error) {
    // What was found in an hour must not be lost with it.
    const reason = error instanceof Error ? error.message : String(error);
    return { notes: [...notes, `coverage: ${tool.name} could not be asked: ${reason}`] };
  }
}

function recordedNote(recorded: number): readonly string[] {
  if (recorded === 0) return [];
  return [`coverage: of this part only; ${String(recorded)} recorded runs are not in it`];
}
