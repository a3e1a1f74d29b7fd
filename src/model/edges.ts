/**
 * Counters that the compiler put into a program or library, one per edge of its control flow:
 * how many there are, and which of them have counted something, by number, in order.
 */
export interface ModuleEdges {
  /** Its path, as the program sees it. */
  readonly module: string;
  readonly count: number;
  readonly reached: readonly number[];
  /** What each of those has counted; absent where only the news is told. */
  readonly counts?: readonly number[];
}
