/** What has to be there for a program to start. */
export interface Closure {
  /** False for static programs: nothing can be preloaded into them. */
  readonly isDynamic: boolean;
  /** All that the kernel and the loader open, the program first. */
  readonly files: readonly string[];
}
