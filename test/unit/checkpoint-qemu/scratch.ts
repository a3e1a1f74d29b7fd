import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A directory of its own, which goes with the scope. */
export class Scratch implements Disposable {
  readonly directory = mkdtempSync(path.join(tmpdir(), 'chokepoint-image-'));

  path(name: string): string {
    return path.join(this.directory, name);
  }

  write(name: string, content: string | Buffer, mode = 0o644): string {
    const file = this.path(name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content, { mode });
    return file;
  }

  [Symbol.dispose](): void {
    rmSync(this.directory, { recursive: true });
  }
}
