import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeDirectory } from '../../support/make-directory.js';

/**
 * The evidence of one defect while it is collected, beside its place: it appears there as a
 * whole, instead of what an earlier exploration left. Only its owner may read it: what programs
 * say to each other, and their memory, hold secrets.
 */
export class EvidenceDirectory implements Disposable {
  readonly place: string;
  private readonly part: string;
  private readonly old: string;

  /** @throws what the file system says */
  constructor(root: string, fingerprint: string) {
    const mark = randomBytes(4).toString('hex');
    this.place = join(root, fingerprint);
    this.part = join(root, `.${fingerprint}.${mark}.part`);
    this.old = join(root, `.${fingerprint}.${mark}.old`);
    makeDirectory(root);
    mkdirSync(this.part, { mode: 0o700 });
  }

  /** Where a file of it is now. */
  file(name: string): string {
    return join(this.part, name);
  }

  write(name: string, text: string, mode = 0o600): void {
    writeFileSync(this.file(name), text, { mode });
  }

  /** @throws what the file system says; then what was there is still there */
  publish(): void {
    const isThere = existsSync(this.place);
    if (isThere) renameSync(this.place, this.old);
    try {
      renameSync(this.part, this.place);
    } catch (error) {
      if (isThere) renameSync(this.old, this.place);
      throw error;
    }
  }

  [Symbol.dispose](): void {
    for (const rest of [this.part, this.old]) removeIfPossible(rest);
  }
}

/** What cannot be removed must not cost what is there. */
function removeIfPossible(directory: string): void {
  try {
    rmSync(directory, { recursive: true, force: true });
  } catch {
    // The whole place has gone, or turned read-only.
  }
}
