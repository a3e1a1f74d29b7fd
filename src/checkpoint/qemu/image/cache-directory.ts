import { randomUUID } from 'node:crypto';
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { OperatorError } from '../../../support/operator-error.js';

export const temporarySuffix = '.part';

/** `~/.cache/chokepoint/qemu`, as the XDG base directory specification has it. */
export function cacheDirectory(environment: NodeJS.ProcessEnv = process.env): string {
  const configured = environment['XDG_CACHE_HOME'] ?? '';
  // A relative path there is to be ignored.
  const base = path.isAbsolute(configured) ? configured : path.join(homedir(), '.cache');
  return path.join(base, 'chokepoint', 'qemu');
}

/** Makes `file` unless it is there. Of two who make it at once, the later one's stays. */
export function cached(file: string, make: (temporary: string) => void): string {
  if (existsSync(file)) return file;
  const temporary = `${file}.${randomUUID()}${temporarySuffix}`;
  try {
    // Only for the owner: images hold copies of the user's files.
    makeDirectory(path.dirname(file));
    make(temporary);
    renameSync(temporary, file);
  } catch (error) {
    throw cacheError(error, file);
  } finally {
    if (existsSync(temporary)) rmSync(temporary);
  }
  return file;
}

/** @throws OperatorError where it cannot be made */
export function makeCacheDirectory(directory: string): void {
  try {
    makeDirectory(directory);
    accessSync(directory, constants.W_OK);
  } catch (error) {
    throw cacheError(error, directory);
  }
}

/** Not by Node's `recursive`: below /proc it would try for ever. */
function makeDirectory(directory: string): void {
  if (isDirectory(directory)) return;
  makeDirectory(path.dirname(directory));
  try {
    mkdirSync(directory, { mode: 0o700 });
  } catch (error) {
    if (!isDirectory(directory)) throw error;
  }
}

function isDirectory(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isDirectory() === true;
}

const reasons: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EFBIG: 'a file size limit was reached (ulimit -f)',
  EACCES: 'permission denied',
  EPERM: 'not permitted',
  EROFS: 'the file system is read-only',
  ENOTDIR: 'a part of the path is a file',
  EEXIST: 'a file is in the way',
  ENOENT: 'its directory cannot be made, or was removed meanwhile',
};

function cacheError(error: unknown, file: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reason = reasons[code];
  if (reason === undefined) return error;
  const hint = 'set XDG_CACHE_HOME to a directory with room that you may write to';
  return new OperatorError(`Cannot write ${file}: ${reason}.`, hint);
}
