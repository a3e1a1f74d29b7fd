import type { OrderResult } from './measure-orders.js';

/** An example: how large its tree is, and how soon each strategy found what is in it. */
export interface ExampleResult {
  readonly example: string;
  readonly paths: number;
  readonly defects: number;
  /** Running all of the paths, in the one exploration that recorded them. */
  readonly ms: number;
  readonly strategies: readonly OrderResult[];
}

export interface SearchBench {
  /** Programs that wanted to run, on average, in the minute before the beginning and the end. */
  readonly loadBefore: number;
  readonly loadAfter: number;
  readonly examples: readonly ExampleResult[];
}
