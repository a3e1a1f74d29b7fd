import { basename, dirname } from 'node:path';
import type { Puppet } from '../tracer/puppet.js';
import { granted } from './refusal.js';

const createForWriting = 0o101; // O_WRONLY | O_CREAT

/** Files that a world has in place of the host's, by path. */
export class OwnFiles {
  constructor(
    private readonly init: Puppet,
    private readonly texts: ReadonlyMap<string, string>,
  ) {}

  has(path: string): boolean {
    return this.texts.has(path);
  }

  /** Whether some of them belong into a directory. */
  belongInto(directory: string): boolean {
    return [...this.texts.keys()].some((path) => dirname(path) === directory);
  }

  /** Write those that belong into a directory, which lies somewhere else as yet. */
  putInto(copy: string, directory: string): void {
    for (const [path, text] of this.texts)
      if (dirname(path) === directory) this.write(`${copy}/${basename(path)}`, text);
  }

  private write(path: string, text: string): void {
    const opened = this.init.attempt('open', path, createForWriting, 0o644);
    const fd = granted('mounts', `write ${path}`, opened);
    const bytes = Buffer.from(text);
    this.init.call('write', fd, bytes, bytes.length);
    this.init.call('close', fd);
  }
}
