import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes a directory, and those above it that are missing, for its owner only. Not by the option
 * `recursive`: where a directory is there but takes no other, as /proc, Node.js tries for ever.
 * @throws what the file system says
 */
export function makeDirectory(directory: string): void {
  if (!existsSync(dirname(directory))) makeDirectory(dirname(directory));
  try {
    mkdirSync(directory, { mode: 0o700 });
  } catch (error) {
    const isThere = existsSync(directory) && statSync(directory).isDirectory();
    if (!isThere) throw error;
  }
}
