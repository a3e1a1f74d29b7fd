import { realpathSync } from 'node:fs';
import path from 'node:path';
import { shellQuote } from '../report/shell-quote.js';

/**
 * How this program was called, for commands that we print and that have to work when pasted:
 * `chokepoint` where PATH leads to this very file, `npx chokepoint` where a package script or npx
 * put it there, and else the path of the file.
 * @param script the script that Node was given
 */
export function invocation(script: string, directory: string, searchPath: string): string {
  const real = realPath(script);
  const folders = searchPath.split(':').filter((folder) => folder !== '');
  const leading = folders.filter((folder) => realPath(path.join(folder, 'chokepoint')) === real);
  if (leading.some((folder) => !isPackageFolder(folder))) return 'chokepoint';
  if (leading.length > 0) return 'npx chokepoint';
  const relative = path.relative(directory, script);
  return shellQuote([relative.includes('/') ? relative : `./${relative}`]);
}

/** npm and npx put these into the PATH of what they run; the user's own shell has none. */
function isPackageFolder(folder: string): boolean {
  return folder.endsWith(path.join('node_modules', '.bin'));
}

function realPath(file: string): string | undefined {
  try {
    return realpathSync(file);
  } catch {
    return undefined;
  }
}
