import type { ModuleEdges } from '../model/edges.js';
import { soundBaseline } from './check-baseline.js';
import { acquaint } from './acquaint.js';
import { chooseEngine, type EngineChoice } from './choose-engine.js';
import type { Interrupts } from './interrupts.js';
import type { Worlds } from './open-worlds.js';
import type { LineTool } from './line-tool.js';
import { requireCounters } from './require-counters.js';
import { requireLines } from './require-lines.js';
import type { ExploreRequest } from './requests.js';

interface Prepared {
  readonly baseline: Awaited<ReturnType<typeof soundBaseline>>;
  /** Edges of the program's control flow, where they are counted. */
  readonly reached: readonly ModuleEdges[] | undefined;
  readonly choice: EngineChoice;
  /** The tool that tells lines, where coverage was asked for. */
  readonly lineTool: LineTool | undefined;
}

/** Run without a fault, twice; see what can take these programs back; make all worlds alike. */
export async function prepareSearch(
  { settings, predicate }: ExploreRequest,
  worlds: Worlds,
  interrupts: Pick<Interrupts, 'during'>,
): Promise<Prepared> {
  const [world] = worlds.all;
  const startedAt = performance.now();
  const baseline = await interrupts.during(soundBaseline(world, settings, predicate));
  const runMs = (performance.now() - startedAt) / 2;
  requireCounters(settings, baseline.termination);
  const { edges: reached } = baseline.termination;
  const lineTool = await requireLines(settings, reached);
  const choice = await interrupts.during(chooseEngine(world, settings, baseline.points, runMs));
  if (settings.probes.length > 0) await interrupts.during(acquaint(worlds.all.slice(1)));
  if (choice.engine === 'replay') for (const each of worlds.all) each.reexecute();
  return { baseline, reached, choice, lineTool };
}
