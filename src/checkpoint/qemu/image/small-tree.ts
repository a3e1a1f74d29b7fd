import { readdirSync, statSync, type Dirent } from 'node:fs';
import path from 'node:path';

const entriesMax = 200;
const bytesMax = 16 * 2 ** 20;

/** They change with every commit or exploration, and the guest would be booted anew. */
const bookkeeping = new Set(['.git', '.chokepoint']);

/** Everything below a directory; only the directory where that is too much to take along. */
export function smallTree(directory: string): readonly string[] {
  const found: string[] = [directory];
  const directories = [directory];
  let bytes = 0;
  for (const parent of directories) {
    for (const entry of entriesOf(parent)) {
      const file = path.join(parent, entry.name);
      found.push(file);
      // The loop goes on over what is appended.
      if (entry.isDirectory()) directories.push(file);
      if (entry.isFile()) bytes += sizeOf(file);
      if (found.length > entriesMax || bytes > bytesMax) return [directory];
    }
  }
  return found;
}

function entriesOf(directory: string): Dirent[] {
  try {
    const entries = readdirSync(directory, { withFileTypes: true });
    return entries.filter(({ name }) => !bookkeeping.has(name));
  } catch {
    return [];
  }
}

export function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
