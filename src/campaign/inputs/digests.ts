import { digestOf } from './file-digest.js';

/** Digests of files as they are now. */
export class Digests {
  /** @param ignored files that do not count where directories are listed */
  constructor(private readonly ignored: ReadonlySet<string> = new Set()) {}

  of(name: string): string | null {
    return digestOf(name, this.ignored);
  }
}
