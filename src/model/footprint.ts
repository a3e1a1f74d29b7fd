/** What the processes of a server hold. */
export interface Footprint {
  /** Open descriptors that are sockets. */
  readonly sockets: number;
  /** Those that have ended and were not waited for included. */
  readonly processes: number;
  /** Memory of its own that is in use. */
  readonly memoryBytes: number;
}

/**
 * What a server held at the end of each round: after the path itself and after each repetition
 * of its faults; then after the last of these, and after each round without faults.
 */
export interface LeakRounds {
  readonly faulted: readonly Footprint[];
  readonly calm: readonly Footprint[];
}

export type Measure = keyof Footprint;

export const measures: readonly Measure[] = ['sockets', 'processes', 'memoryBytes'];

/** By how much it has grown in each round. */
export function growth(series: readonly Footprint[], measure: Measure): readonly number[] {
  return series.slice(1).map((now, i) => now[measure] - (series[i]?.[measure] ?? 0));
}

/** Whether it has grown in every round. */
export function growsIn(series: readonly Footprint[], measure: Measure): boolean {
  return growth(series, measure).every((more) => more > 0);
}
