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
import { SourceFiles } from './source-files.js';

type Place = Pick<Frame, 'source' | 'function' | 'code'>;

/** Of each address the functions that were inlined there, innermost first, and the one there is. */
type Sources = ReadonlyMap<string, readonly Place[]>;

/**
 * Adds `file:line` and the functions that were inlined to the stacks of defects, one call of the
 * symboliser per module, and a few lines of each place. For the eye only: what a defect or a
 * choice point is called goes by the stacks as they were.
 */
export function annotateDefects(defects: readonly Defect[]): readonly Defect[] {
  const stacks = defects.flatMap((defect) => stacksOf(defect));
  const sources = readSources(stacks.flat(), new SourceFiles());
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
  return stack.flatMap((frame) => unfold(frame, sources.get(keyOf(frame)) ?? []));
}

function unfold(frame: Frame, places: readonly Place[]): readonly Frame[] {
  const { module, path, address } = frame;
  const inlined = places.slice(0, -1).map((place): Frame => {
    return { module, path, address, ...place, inlined: true };
  });
  return [...inlined, { ...frame, ...places.at(-1) }];
}

function keyOf({ path, address }: Pick<Frame, 'path' | 'address'>): string {
  return `${path}@${String(address)}`;
}

/** @param files where excerpts are to be taken from; absent: there are to be none */
function readSources(frames: readonly Frame[], files?: SourceFiles): Sources {
  const tool = findSymboliser();
  const sources = new Map<string, readonly Place[]>();
  if (tool === undefined) return sources;
  for (const [path, addresses] of addressesByPath(frames)) {
    const list = [...addresses];
    readSourceLines(tool, path, list).forEach((lines = [], i) => {
      const places = lines.map((line) => ({ ...placeOf(line), ...files?.excerpt(line, path) }));
      sources.set(keyOf({ path, address: list[i] ?? 0 }), places);
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

function placeOf({ file, line, function: mangled }: SourceLine): Place {
  const source = `${file}:${String(line)}`;
  const name = mangled === undefined ? undefined : demangle([mangled])[0];
  return name === undefined ? { source } : { source, function: name };
}
