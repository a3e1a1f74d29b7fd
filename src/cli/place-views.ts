import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';
import { statOrUndefined } from '../config/program-file.js';
import type { ReportView } from '../report/report-view.js';
import { OperatorError } from '../support/operator-error.js';
import type { AskedView } from './draft.js';

/**
 * The views with their places, looked at before anything runs: an hour of exploration must not
 * end with a report that has no place.
 */
export function placeViews(asked: readonly AskedView[], directory: string): readonly ReportView[] {
  const root = sourceRoot(directory);
  const taken = new Map<string, string>();
  return asked.map(({ option, file: name, render }) => {
    const file = name === undefined ? undefined : placeFile(option, name, directory);
    if (file !== undefined) refuseTaken(option, file, taken);
    return { file, render: (report) => render(report, root) };
  });
}

/** @throws OperatorError where no file of this name can be written */
export function placeFile(option: string, name: string, directory: string): string {
  const file = path.resolve(directory, name);
  const folder = path.dirname(file);
  const stat = statOrUndefined(file);
  if (stat?.isDirectory() === true) {
    throw new OperatorError(`${option}: "${file}" is a directory`, 'name a file');
  }
  if (statOrUndefined(folder)?.isDirectory() !== true) {
    const message = `${option}: the directory "${folder}" does not exist`;
    throw new OperatorError(message, 'create it, or name another file');
  }
  // A file is replaced as a whole, which takes the right to write to its directory.
  const written = stat === undefined || stat.isFile() ? folder : file;
  if (isWritable(written)) return file;
  const message = `${option}: "${written}" cannot be written to`;
  throw new OperatorError(message, 'name a file in a directory that you may write to');
}

function isWritable(file: string): boolean {
  try {
    accessSync(file, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** A device may be written to by several. */
function refuseTaken(option: string, file: string, taken: Map<string, string>): void {
  const other = taken.get(file);
  taken.set(file, option);
  if (other === undefined || !(statOrUndefined(file)?.isFile() ?? true)) return;
  throw new OperatorError(`${other} and ${option} both name "${file}"`, 'name two files');
}

/** Tools that show a report beside the sources know them by their names in the repository. */
function sourceRoot(directory: string): string {
  for (let at = directory; ; at = path.dirname(at)) {
    if (existsSync(path.join(at, '.git'))) return at;
    if (at === path.dirname(at)) return directory;
  }
}
