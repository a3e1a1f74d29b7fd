import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A file of the checkout; `path` is relative to its root, with forward slashes. */
export interface TextFile {
  readonly path: string;
  readonly text: string;
}

export const projectRoot = fileURLToPath(new URL('../../', import.meta.url));

/** What .gitignore names: made by tools, never committed. */
const ignored = /^(\.git|node_modules|dist|(.*\/)?\.chokepoint|(examples|test|bench)\/(.*\/)?bin)$/;
const binary = /\.(png|gif|ico|gz|zst|tsbuildinfo)$/;

let known: readonly TextFile[] | undefined;

/** Every text file that is, or would be, committed; the same objects to every caller. */
export function projectFiles(): readonly TextFile[] {
  known ??= listFiles('').map((path) => ({
    path,
    text: readFileSync(join(projectRoot, path), 'utf8'),
  }));
  return known;
}

export function typescriptFiles(files: readonly TextFile[]): readonly TextFile[] {
  return files.filter(({ path }) => /\.tsx?$/.test(path));
}

export function sourceFiles(files: readonly TextFile[]): readonly TextFile[] {
  return typescriptFiles(files).filter(({ path }) => path.startsWith('src/'));
}

function listFiles(folder: string): string[] {
  const entries = readdirSync(join(projectRoot, folder), { withFileTypes: true });
  return entries.flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (ignored.test(path) || binary.test(path)) return [];
    if (entry.isDirectory()) return listFiles(path);
    return entry.isFile() ? [path] : [];
  });
}
