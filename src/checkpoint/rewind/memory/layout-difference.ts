import type { Mapping } from '../../../kernel/memory-map.js';
import { isAnonymous } from './layout.js';

/** A stretch of addresses whose mapping has become another, or come, or gone. */
export interface Change {
  readonly start: number;
  readonly length: number;
  readonly then: Mapping | undefined;
  readonly now: Mapping | undefined;
}

/**
 * What differs, as ranges: the kernel joins and splits mappings at will, so that lines cannot be
 * compared with lines. Both lists in order of addresses.
 */
export function layoutDifference(
  then: readonly Mapping[],
  now: readonly Mapping[],
): readonly Change[] {
  if (then === now) return [];
  const changes: Change[] = [];
  const [before, after] = [new Cursor(then), new Cursor(now)];
  for (let start = 0; start < Infinity;) {
    const [was, is] = [before.at(start), after.at(start)];
    const end = Math.min(before.nextEdge(start), after.nextEdge(start));
    if (!isSame(was, is)) append(changes, { start, length: end - start, then: was, now: is });
    start = end;
  }
  return changes;
}

/** Whether the two are the same object in the same place, whatever may be done to it. */
export function isSameObject(a: Mapping | undefined, b: Mapping | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  if (isAnonymous(a) && isAnonymous(b)) return true;
  return (
    a.access[3] === b.access[3] &&
    a.backing === b.backing &&
    a.offset - a.start === b.offset - b.start
  );
}

function isSame(a: Mapping | undefined, b: Mapping | undefined): boolean {
  return isSameObject(a, b) && a?.access === b?.access;
}

/** Walks through mappings as addresses grow. */
class Cursor {
  private index = 0;

  constructor(private readonly mappings: readonly Mapping[]) {}

  at(address: number): Mapping | undefined {
    while ((this.mappings[this.index]?.end ?? Infinity) <= address) this.index += 1;
    const mapping = this.mappings[this.index];
    return mapping !== undefined && mapping.start <= address ? mapping : undefined;
  }

  /** Where, after this address, another mapping or none begins. */
  nextEdge(address: number): number {
    const mapping = this.mappings[this.index];
    if (mapping === undefined) return Infinity;
    return mapping.start > address ? mapping.start : mapping.end;
  }
}

/** What is to become the same is one change, whatever it is now. */
function append(changes: Change[], change: Change): void {
  const last = changes.at(-1);
  const joins =
    last !== undefined &&
    last.start + last.length === change.start &&
    last.then === change.then &&
    isSameObject(last.then, last.now) === isSameObject(change.then, change.now);
  if (joins) changes[changes.length - 1] = { ...last, length: last.length + change.length };
  else changes.push(change);
}
