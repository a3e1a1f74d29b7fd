import { exportedNames } from '../exported-names.js';
import { importsOf, mentionedFiles } from '../module-graph.js';
import type { TextFile } from '../project.js';
import type { Violation } from '../violation.js';

/** Files of src that neither the public API nor the command line nor a worker reaches. */
export function deadFiles(files: readonly TextFile[]): readonly Violation[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const reached = new Set<string>();
  const queue = entryPoints(files);
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    const file = byPath.get(path);
    if (file === undefined || reached.has(path)) continue;
    reached.add(path);
    if (path.endsWith('.ts')) queue.push(...reachableFrom(file));
  }
  return files
    .filter(({ path }) => path.startsWith('src/') && !reached.has(path))
    .map(({ path }) => ({ file: path, message: 'nothing leads here; use it or delete it' }));
}

/** Exports that no other file imports; what src/index.ts exports is for the users. */
export function deadExports(files: readonly TextFile[]): readonly Violation[] {
  const used = usedNames(files);
  return files
    .filter(({ path }) => path !== 'src/index.ts' && !path.endsWith('.config.ts'))
    .flatMap((file) => {
      const taken = used.get(file.path) ?? new Set();
      if (taken.has('*')) return [];
      return exportedNames(file)
        .filter(({ name }) => !taken.has(name))
        .map(({ name, line }) => ({
          file: file.path,
          line,
          message: `nobody imports ${name}; drop the export, or the code`,
        }));
    });
}

function entryPoints(files: readonly TextFile[]): string[] {
  const bin = files.filter(({ path }) => path.startsWith('bin/'));
  return ['src/index.ts', ...bin.flatMap(reachableFrom)];
}

function reachableFrom(file: TextFile): string[] {
  const imported = importsOf(file).flatMap(({ target }) => target ?? []);
  return [...imported, ...mentionedFiles(file)];
}

function usedNames(files: readonly TextFile[]): ReadonlyMap<string, ReadonlySet<string>> {
  const used = new Map<string, Set<string>>();
  for (const { target, names } of files.flatMap(importsOf)) {
    if (target === undefined) continue;
    const taken = used.get(target) ?? new Set();
    names.forEach((name) => taken.add(name));
    used.set(target, taken);
  }
  return used;
}
