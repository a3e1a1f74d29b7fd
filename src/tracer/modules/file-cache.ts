import { statSync } from 'node:fs';
import { withFileSource, type ByteSource } from '../elf/byte-source.js';

/** Enough for every library of a world; a world of ever new files starts over. */
const maxFiles = 512;

/**
 * What was read of files, once for all runs. A file is the same while its device, inode, size
 * and modification time are.
 */
export class FileCache<T> {
  private readonly known = new Map<string, T | undefined>();

  constructor(private readonly read: (source: ByteSource) => T | undefined) {}

  /** Undefined where the file is gone or holds nothing of that kind. */
  open(path: string): T | undefined {
    const key = identity(path);
    if (key === undefined) return undefined;
    if (this.known.has(key)) return this.known.get(key);
    const content = withFileSource(path, this.read);
    if (this.known.size >= maxFiles) this.known.clear();
    this.known.set(key, content);
    return content;
  }
}

function identity(path: string): string | undefined {
  const stat = statSync(path, { bigint: true, throwIfNoEntry: false });
  if (stat?.isFile() !== true) return undefined;
  return [stat.dev, stat.ino, stat.size, stat.mtimeNs].join(':');
}
