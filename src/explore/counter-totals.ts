import type { ModuleEdges } from '../model/edges.js';

/** What the counters of the SUT have counted in all runs together, by module. */
export class CounterTotals {
  private readonly sums = new Map<string, Float64Array>();

  add(edges: readonly ModuleEdges[] = []): void {
    for (const { module, count, reached, counts } of edges) {
      const sum = this.of(module, count);
      reached.forEach((edge, i) => (sum[edge] = (sum[edge] ?? 0) + (counts?.[i] ?? 0)));
    }
  }

  totals(): ReadonlyMap<string, Float64Array> {
    return this.sums;
  }

  private of(module: string, count: number): Float64Array {
    const known = this.sums.get(module);
    if (known?.length === count) return known;
    const sum = new Float64Array(count);
    this.sums.set(module, sum);
    return sum;
  }
}
