import { importsOf, type Import } from '../module-graph.js';
import type { TextFile } from '../project.js';
import type { Violation } from '../violation.js';

/** The folders of src that each folder may import, besides itself. */
const layers: Readonly<Record<string, readonly string[]>> = {
  model: [],
  support: ['model'],
  abi: ['support'],
  kernel: ['model', 'support', 'abi'],
  tracer: ['model', 'support', 'abi', 'kernel'],
  world: ['model', 'support', 'abi', 'kernel', 'tracer'],
  checkpoint: ['model', 'support', 'abi', 'kernel', 'tracer', 'world'],
  choice: ['model', 'support', 'abi', 'tracer'],
  explore: ['model', 'support'],
  oracle: ['model', 'support'],
  store: ['model', 'support'],
  report: ['model', 'support'],
  coverage: ['model', 'support', 'abi', 'kernel', 'tracer'],
  config: ['model', 'support'],
  debugger: ['model', 'support', 'abi', 'kernel', 'tracer', 'world'],
  ui: ['model', 'support', 'explore', 'report'],
  worker: [
    ...['model', 'support', 'abi', 'kernel', 'tracer', 'world', 'checkpoint', 'choice'],
    'debugger',
  ],
};

/** What joins the rooms may look into all of them. */
const overseers = new Set(['', 'cli', 'campaign', 'library']);

/** Imports against the table; campaign, cli, library and the files at the top see all, nobody
 * sees cli. */
export function layerViolations(file: TextFile): readonly Violation[] {
  return importsOf(file).flatMap((found) => {
    const message = forbidden(found);
    return message === undefined ? [] : [{ file: file.path, line: found.line, message }];
  });
}

/** Folders that the table does not know. */
export function unknownFolders(files: readonly TextFile[]): readonly Violation[] {
  const folders = new Set(files.map(({ path }) => folderOf(path)));
  return [...folders]
    .filter((folder) => !overseers.has(folder) && layers[folder] === undefined)
    .map((folder) => ({ file: `src/${folder}`, message: 'add it to test/style/rules/layers.ts' }));
}

function forbidden({ from, target, specifier }: Import): string | undefined {
  const folder = folderOf(from);
  if (target === undefined) return forbiddenPackage(folder, specifier);
  if (!target.startsWith('src/')) return `src must not import ${target}`;
  const wanted = folderOf(target);
  if (wanted === folder) return undefined;
  if (wanted === 'cli') return 'nobody imports cli; move what is shared to the folder that owns it';
  const allowed = layers[folder];
  if (allowed === undefined || allowed.includes(wanted)) return undefined;
  const list = allowed.length === 0 ? 'nothing' : allowed.join(', ');
  const what = wanted === '' ? 'a file at the top of src' : wanted;
  return `${folder} must not import ${what}; it sees ${list}: pass the value in, or move the code`;
}

function forbiddenPackage(folder: string, specifier: string): string | undefined {
  if (folder === 'model') return `model imports nothing, not even ${specifier}`;
  if (specifier === 'koffi' && folder !== 'kernel') return 'only kernel touches the FFI';
  return undefined;
}

/** `kernel` for `src/kernel/ffi.ts`, empty for the files at the top of src. */
function folderOf(path: string): string {
  const [, folder = '', rest] = path.split('/');
  return rest === undefined ? '' : folder;
}
