import { isAbsolute, relative } from 'node:path';

/** The path of a file from a directory that it lies below; else the path as it is. */
export function withinOrWhole(directory: string, file: string): string {
  const path = relative(directory, file);
  return path === '' || path.startsWith('..') || isAbsolute(path) ? file : path;
}
