import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Surroundings } from './surroundings.js';

/** What execvp(3) uses when PATH is not set. */
const defaultPath = '/bin:/usr/bin';

/**
 * The programs that a script's first line names: the interpreter, and for `#!/usr/bin/env X` the
 * program that env(1) will find. Empty for what is no script.
 */
export function interpretersOf(head: Buffer, around: Surroundings): readonly string[] {
  const line = head.toString('utf8').split('\n', 1)[0] ?? '';
  const [interpreter = '', ...words] = line
    .slice(2)
    .trim()
    .split(/[ \t]+/);
  if (!line.startsWith('#!') || interpreter === '') return [];
  const file = path.resolve(around.cwd, interpreter);
  if (path.basename(interpreter) !== 'env') return [file];
  const isName = (word: string): boolean => !word.startsWith('-') && !word.includes('=');
  const found = searchPath(words.find(isName), around);
  return found === undefined ? [file] : [file, found];
}

function searchPath(name: string | undefined, { cwd, env }: Surroundings): string | undefined {
  if (name === undefined) return undefined;
  if (name.includes('/')) return path.resolve(cwd, name);
  const folders = (env['PATH'] ?? defaultPath).split(':');
  return folders.map((folder) => path.resolve(cwd, folder, name)).find(existsSync);
}
