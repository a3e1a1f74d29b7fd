import { randomBytes } from 'node:crypto';
import { renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { OperatorError } from '../support/operator-error.js';

/**
 * Write a report, in whatever form, so that a reader sees the whole of it or nothing.
 * @throws OperatorError when the place cannot be written to, or the disk is full
 */
export function writeReport(file: string, text: string): void {
  try {
    if (isSpecial(file)) writeFileSync(file, text);
    else replaceFile(file, text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const hint = 'name a file in a directory that you may write to, on a disk with space left';
    throw new OperatorError(`the report cannot be written to "${file}": ${reason}`, hint);
  }
}

/** A pipe, a terminal or /dev/null is written to and never replaced. */
function isSpecial(file: string): boolean {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat !== undefined && !stat.isFile();
}

function replaceFile(file: string, text: string): void {
  const partial = `${file}.${randomBytes(4).toString('hex')}.part`;
  try {
    writeFileSync(partial, text, { flag: 'wx' });
    renameSync(partial, file);
  } finally {
    rmSync(partial, { force: true });
  }
}
