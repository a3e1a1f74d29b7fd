import type { ExploredTree, TreeRun } from './explored-tree.js';

/**
 * The first difference of two trees as several lines for a person; undefined when there is none.
 * Left is the tree of the engine in question, right that of `replay`.
 */
export function firstDifference(left: ExploredTree, right: ExploredTree): string | undefined {
  for (const from of new Set([...left.runs.keys(), ...right.runs.keys()])) {
    const difference = differenceOfRuns(left.runs.get(from), right.runs.get(from));
    if (difference !== undefined) return `run from ${from}\n${difference}`;
  }
  return undefined;
}

function differenceOfRuns(
  left: TreeRun | undefined,
  right: TreeRun | undefined,
): string | undefined {
  if (left === undefined || right === undefined) {
    const there = left ?? right;
    const where = left === undefined ? 'right' : 'left';
    return `only on the ${where}: path ${there?.path ?? '?'}\n${faultsOf(there)}`;
  }
  const point = differingIndex(left.points, right.points);
  if (point !== undefined) {
    const title = `first differs at choice point ${point + 1} after its start`;
    const there = (run: TreeRun): readonly string[] => [
      ...run.points,
      `(it had ended: ${run.end.join('\n')})`,
    ];
    return [faultsOf(left), title, ...bothAt(there(left), there(right), point)].join('\n');
  }
  const fact = differingIndex(left.end, right.end);
  if (fact !== undefined)
    return [faultsOf(left), 'ends differently', ...bothAt(left.end, right.end, fact)].join('\n');
  return left.path === right.path ? undefined : `path ${left.path} and ${right.path}`;
}

function faultsOf(run: TreeRun | undefined): string {
  const faults = run?.faults ?? [];
  return faults.length === 0
    ? 'without a fault'
    : faults.map((fault) => `fault ${fault}`).join('\n');
}

function bothAt(
  left: readonly string[],
  right: readonly string[],
  index: number,
): readonly string[] {
  const texts = [left[index] ?? '(nothing)', right[index] ?? '(nothing)'] as const;
  return [`  left:  ${indented(texts[0])}`, `  right: ${indented(texts[1])}`];
}

function indented(text: string): string {
  return text.trimEnd().replaceAll('\n', '\n         ');
}

function differingIndex(left: readonly string[], right: readonly string[]): number | undefined {
  const length = Math.max(left.length, right.length);
  for (let index = 0; index < length; index += 1) if (left[index] !== right[index]) return index;
  return undefined;
}
