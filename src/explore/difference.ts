import type { ChoicePoint } from '../model/choice-point.js';

/** How two runs of the same path differ in the choice points that one thread met. */
export interface Difference {
  readonly process: number;
  readonly thread: number;
  /** Position in the thread's choice points, from 1. */
  readonly position: number;
  /** The names met there; absent where a run had already ended. */
  readonly first: string | undefined;
  readonly second: string | undefined;
  /** Names that only one of the runs met, in any thread. */
  readonly onlyInFirst: readonly string[];
  readonly onlyInSecond: readonly string[];
}

/**
 * Compares the sequences of names, thread by thread: which of two threads runs first is the
 * scheduler's choice and means nothing for a path.
 */
export function firstDifference(
  first: readonly ChoicePoint[],
  second: readonly ChoicePoint[],
): Difference | undefined {
  const left = byThread(first);
  const right = byThread(second);
  for (const key of new Set([...left.keys(), ...right.keys()])) {
    const names = [left.get(key) ?? [], right.get(key) ?? []] as const;
    const at = differingIndex(...names);
    if (at === undefined) continue;
    const [process = 0, thread = 0] = key.split('.').map(Number);
    const there = { position: at + 1, first: names[0][at], second: names[1][at] };
    return { process, thread, ...there, ...onlyInOne(first, second) };
  }
  return undefined;
}

/** Several lines for a person. */
export function describeDifference(difference: Difference): string {
  const { process, thread, position, first, second } = difference;
  return [
    `choice point ${String(position)} of process ${String(process)}, thread ${String(thread)}:`,
    `  first run:  ${first ?? '(none, it had ended)'}`,
    `  second run: ${second ?? '(none, it had ended)'}`,
    ...listed('only in the first run:', difference.onlyInFirst),
    ...listed('only in the second run:', difference.onlyInSecond),
  ].join('\n');
}

function listed(title: string, names: readonly string[]): readonly string[] {
  return names.length === 0 ? [] : [title, ...names.map((name) => `  ${name}`)];
}

function byThread(points: readonly ChoicePoint[]): Map<string, string[]> {
  const threads = new Map<string, string[]>();
  for (const { process, thread, name } of points) {
    const key = `${String(process)}.${String(thread)}`;
    const names = threads.get(key) ?? [];
    names.push(name);
    threads.set(key, names);
  }
  return threads;
}

function differingIndex(first: readonly string[], second: readonly string[]): number | undefined {
  const length = Math.max(first.length, second.length);
  for (let at = 0; at < length; at += 1) if (first[at] !== second[at]) return at;
  return undefined;
}

function onlyInOne(
  first: readonly ChoicePoint[],
  second: readonly ChoicePoint[],
): Pick<Difference, 'onlyInFirst' | 'onlyInSecond'> {
  const left = new Set(first.map((point) => point.name));
  const right = new Set(second.map((point) => point.name));
  return {
    onlyInFirst: [...left].filter((name) => !right.has(name)),
    onlyInSecond: [...right].filter((name) => !left.has(name)),
  };
}
