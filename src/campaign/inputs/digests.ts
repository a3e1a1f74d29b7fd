import { statSync } from 'node:fs';
import { digestOf } from './file-digest.js';

interface Known {
  readonly stamp: string;
  readonly digest: string | null;
}

/** Digests of files; each is read once for as long as it is the same. */
export class Digests {
  private readonly known = new Map<string, Known>();

  /** @param ignored files that do not count where directories are listed */
  constructor(private readonly ignored: ReadonlySet<string> = new Set()) {}

  of(name: string): string | null {
    const stamp = stampOf(name);
    const known = this.known.get(name);
    if (stamp !== undefined && known?.stamp === stamp) return known.digest;
    const digest = digestOf(name, this.ignored);
    if (stamp !== undefined) this.known.set(name, { stamp, digest });
    return digest;
  }
}

/** Undefined where there is nothing that could be known again. */
function stampOf(name: string): string | undefined {
  try {
    const stat = statSync(name, { bigint: true });
    return [stat.dev, stat.ino, stat.size, stat.mtimeNs, stat.ctimeNs].join(' ');
  } catch {
    return undefined;
  }
}
