import type { ChoicePoint } from '../model/choice-point.js';
import { outcomeId, singly, type Outcome } from '../model/outcome.js';
import { compareOutcomes, type Path } from '../model/path.js';

/** Up to so many faults, all their subsets are tried: at most 30 runs. */
const subsetsMax = 5;

/**
 * The path with fewer of its faults, fewest first, and of equally many first those with the later
 * ones: what happened last is likelier to be the cause. Of many faults only with one less.
 */
export function withFewerFaults(path: Path): readonly Path[] {
  if (path.length > subsetsMax) return path.map((_, left) => path.filter((__, i) => i !== left));
  const subsets = Array.from({ length: 2 ** path.length - 2 }, (_, bits) =>
    path.filter((__, i) => ((bits + 1) >> i) & 1),
  );
  return subsets.reverse().sort((a, b) => a.length - b.length);
}

/** The path with one of its outcomes replaced by a simpler one that its choice point offers. */
export function withSimplerOutcomes(path: Path, sites: readonly ChoicePoint[]): readonly Path[] {
  return path.flatMap(({ at, outcome }, i) => {
    const offered = sites[i]?.outcomes.slice(1) ?? [];
    return simplerThan(outcome, offered).map((simpler) =>
      path.map((decision, j) => (j === i ? { at, outcome: simpler } : decision)),
    );
  });
}

function simplerThan(outcome: Outcome, offered: readonly Outcome[]): readonly Outcome[] {
  const known = new Map([singly(outcome), ...offered].map((one) => [outcomeId(one), one]));
  const simpler = [...known.values()].filter((one) => compareOutcomes(one, outcome) < 0);
  return simpler.toSorted(compareOutcomes);
}
