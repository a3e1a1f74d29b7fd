import { lstatSync, readdirSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';

/** The guest has its own of these. */
const own = /^\/(proc|sys|dev|run|tmp|chokepoint)(\/|$)/;
const filesMax = 6000;
const bytesMax = 64 * 2 ** 20;

/**
 * Of the paths that programs named, those that are here and not in the guest: files, and
 * directories that are not too large, with all that is in them.
 * @param directories what relative paths may be relative to
 */
export function worthTaking(
  named: readonly string[],
  inGuest: ReadonlySet<string>,
  directories: readonly string[],
): readonly string[] {
  const absolute = named.flatMap((name) =>
    name.startsWith('/') ? [path.resolve(name)] : directories.map((cwd) => path.resolve(cwd, name)),
  );
  return [...new Set(absolute)]
    .filter((file) => !own.test(file) && isFileOrSmallDirectory(file))
    .filter((file) => !inGuest.has(file) && !inGuest.has(realpathSync(file)))
    .sort();
}

function isFileOrSmallDirectory(file: string): boolean {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (stat?.isFile() === true) return stat.size <= bytesMax;
  return stat?.isDirectory() === true && isSmall(file, { files: 0, bytes: 0 });
}

function isSmall(directory: string, sum: { files: number; bytes: number }): boolean {
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const file = path.join(directory, entry.name);
    sum.files += 1;
    sum.bytes += lstatSync(file).size;
    if (sum.files > filesMax || sum.bytes > bytesMax) return false;
    if (entry.isDirectory() && !isSmall(file, sum)) return false;
  }
  return true;
}
