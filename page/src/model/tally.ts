import { hierarchy } from 'd3-hierarchy';
import { families, type Family } from './families.js';
import { familyOfRun, type RunNode, type RunTree } from './run-tree.js';

/** How many runs ended how; in the order of `families`. */
export type Tally = readonly number[];

export const nothing: Tally = families.map(() => 0);

export function tallyOf(list: readonly (Family | undefined)[]): Tally {
  return families.map((family) => list.filter((one) => one === family).length);
}

function added(a: Tally, b: Tally): Tally {
  return a.map((count, index) => count + (b[index] ?? 0));
}

/** For each run, how all runs ended that left it and those that left these. */
export function talliesBelow({ root }: RunTree): ReadonlyMap<RunNode, Tally> {
  const below = new Map<RunNode, Tally>();
  hierarchy(root, ({ children }) => children).eachAfter(({ data }) => {
    const own = data.children.map((child) => below.get(child) ?? nothing);
    const direct = tallyOf(data.children.map(familyOfRun));
    below.set(data, own.reduce(added, direct));
  });
  return below;
}

export function sum(tally: Tally): number {
  return tally.reduce((total, count) => total + count, 0);
}
