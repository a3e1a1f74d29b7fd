import type { ChoicePoint } from '../model/choice-point.js';
import { outcomeId } from '../model/outcome.js';
import type { Run } from '../model/run.js';

/** What became of an outcome that was asked for. */
export interface RequestCount {
  /** How often it was offered at a choice point. */
  readonly offered: number;
  /** Paths in which it happened. */
  readonly paths: number;
  /** Why it was not offered, and how often. */
  readonly against: ReadonlyMap<string, number>;
}

/** Keeps the account of the requested outcomes: what is asked for and never happens is told. */
export class RequestLedger {
  private readonly counts: { offered: number; paths: number; against: Map<string, number> }[];
  /** Requests that are met by an outcome at a choice point. */
  private readonly metBy = new Map<string, Set<number>>();

  /** @param requests their outcomes, by number */
  constructor(private readonly requests: readonly string[]) {
    this.counts = requests.map(() => ({ offered: 0, paths: 0, against: new Map() }));
  }

  meet({ id, asked = [] }: ChoicePoint): void {
    for (const { request, against } of asked) {
      const count = this.counts[request];
      if (count === undefined) continue;
      if (against === undefined) {
        count.offered += 1;
        this.offers(`${id}=${this.requests[request] ?? ''}`, request);
      } else count.against.set(against, (count.against.get(against) ?? 0) + 1);
    }
  }

  /** Whether a path that was not met again had its faults, nobody knows. */
  ended({ path, verdict }: Run): void {
    if (verdict.kind === 'diverged') return;
    const met = path.flatMap(({ at, outcome }) => [
      ...(this.metBy.get(`${at}=${outcomeId(outcome)}`) ?? []),
    ]);
    for (const request of new Set(met)) {
      const count = this.counts[request];
      if (count !== undefined) count.paths += 1;
    }
  }

  account(): readonly RequestCount[] {
    return this.counts;
  }

  private offers(key: string, request: number): void {
    const known = this.metBy.get(key);
    if (known === undefined) this.metBy.set(key, new Set([request]));
    else known.add(request);
  }
}
