import type { ModuleEdges } from '../model/edges.js';
import type { Counts } from '../tracer/counters/process-counters.js';

/** What all the processes of a run together have counted, by module, in order of their paths. */
export function sumOfCounts(all: readonly Counts[]): readonly ModuleEdges[] {
  const sums = new Map<string, Float64Array>();
  for (const [module, values] of all.flatMap((counts) => [...counts])) {
    const sum = sums.get(module);
    // A file that was replaced in between has other counters.
    sums.set(module, sum?.length === values.length ? added(sum, values) : values);
  }
  const modules = [...sums].map(([module, values]) => edgesOf(module, values));
  return modules.sort((a, b) => (a.module < b.module ? -1 : 1));
}

function added(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, index) => value + (b[index] ?? 0));
}

function edgesOf(module: string, values: Float64Array): ModuleEdges {
  const reached: number[] = [];
  const counts: number[] = [];
  for (const [number, value] of values.entries()) {
    if (value === 0) continue;
    reached.push(number);
    counts.push(value);
  }
  return { module, count: values.length, reached, counts };
}
