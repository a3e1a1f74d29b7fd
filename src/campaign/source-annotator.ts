import type { ChoicePoint, Frame } from '../model/choice-point.js';
import type { Defect } from '../model/run.js';
import type { Verdict } from '../model/verdict.js';
import type { Termination } from '../model/termination.js';
import {
  demangle,
  findSymboliser,
  readSourceLines,
  type SourceLine,
} from '../tracer/symbols/source-lines.js';

type Sources = ReadonlyMap<string, Pick<Frame, 'source' | 'function'>>;

/** Adds `file:line` to the stacks of defects, one call of the symboliser per module. */
export function annotateDefects(defects: readonly Defect[]): readonly Defect[] {
  const stacks = defects.flatMap((defect) => stacksOf(defect));
  const sources = readSources(stacks.flat());
  return defects.map((defect) => ({
    ...defect,
    verdict: annotateVerdict(defect.verdict, sources),
    sites: defect.sites.map((site) => annotatePoint(site, sources)),
    termination: annotateTermination(defect.termination, sources),
  }));
}

/** The same for what a single run met. */
export function annotateRun(
  points: readonly ChoicePoint[],
  termination: Termination,
): { points: readonly ChoicePoint[]; termination: Termination } {
  const stacks = [...points.map(({ stack }) => stack), ...endStacks(termination)];
  const sources = readSources(stacks.flat());
  return {
    points: points.map((point) => annotatePoint(point, sources)),
    termination: annotateTermination(termination, sources),
  };
}

function stacksOf({ sites, termination }: Defect): readonly (readonly Frame[])[] {
  return [...sites.map(({ stack }) => stack), ...endStacks(termination)];
}

function endStacks({ crashes, waiting }: Termination): readonly (readonly Frame[])[] {
  return [...crashes, ...waiting].map(({ stack }) => stack);
}

function annotatePoint(point: ChoicePoint, sources: Sources): ChoicePoint {
  return { ...point, stack: annotateStack(point.stack, sources) };
}

/** The crash of a verdict is one of the termination's. */
function annotateVerdict(verdict: Verdict, sources: Sources): Verdict {
  if (verdict.kind !== 'crashed') return verdict;
  return { ...verdict, crash: withStack(verdict.crash, sources) };
}

function annotateTermination(termination: Termination, sources: Sources): Termination {
  return {
    ...termination,
    crashes: termination.crashes.map((crash) => withStack(crash, sources)),
    waiting: termination.waiting.map((thread) => withStack(thread, sources)),
  };
}

function withStack<T extends { readonly stack: readonly Frame[] }>(value: T, sources: Sources): T {
  return { ...value, stack: annotateStack(value.stack, sources) };
}

function annotateStack(stack: readonly Frame[], sources: Sources): readonly Frame[] {
  return stack.map((frame) => ({ ...frame, ...sources.get(keyOf(frame)) }));
}

function keyOf({ path, address }: Frame): string {
  return `${path}@${String(address)}`;
}

function readSources(frames: readonly Frame[]): Sources {
  const tool = findSymboliser();
  const sources = new Map<string, Pick<Frame, 'source' | 'function'>>();
  if (tool === undefined) return sources;
  for (const [path, addresses] of addressesByPath(frames)) {
    const list = [...addresses];
    readSourceLines(tool, path, list).forEach((lines, i) => {
      const line = lines?.[0];
      if (line !== undefined) sources.set(`${path}@${String(list[i])}`, sourceOf(line));
    });
  }
  return sources;
}

function addressesByPath(frames: readonly Frame[]): ReadonlyMap<string, ReadonlySet<number>> {
  const byPath = new Map<string, Set<number>>();
  for (const { path, address } of frames) {
    if (path === '') continue;
    const addresses = byPath.get(path) ?? new Set();
    byPath.set(path, addresses.add(address));
  }
  return byPath;
}

function sourceOf({
  file,
  line,
  function: mangled,
}: SourceLine): Pick<Frame, 'source' | 'function'> {
  const source = `${file}:${String(line)}`;
  const name = mangled === undefined ? undefined : demangle([mangled])[0];
  return name === undefined ? { source } : { source, function: name };
}
