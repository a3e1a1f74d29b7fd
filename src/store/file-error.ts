import { OperatorError } from '../support/operator-error.js';

const hints: Readonly<Record<string, string>> = {
  ENOSPC: 'The disk is full. Free some space and go on with --resume: every run so far is kept.',
  EDQUOT: 'The disk quota is used up. Free some space and go on with --resume.',
  EFBIG: 'A file size limit was reached (ulimit -f). Raise it and go on with --resume.',
  EACCES: 'Permission denied. Start in a directory that you may write to.',
  ENOENT: 'It is gone. Start in a directory that exists.',
  EPERM: 'Not permitted. Start in a directory that you may write to.',
  EROFS: 'The file system is read-only. Start in a directory that you may write to.',
  ENOTDIR: 'A part of this path is a file. Move it away, or start in another directory.',
  EEXIST: 'A file is in the way. Move it away, or start in another directory.',
};

/** What the user can do about a failed file operation; anything else is thrown as it is. */
export function fileError(error: unknown, file: string): OperatorError {
  const code = errorCode(error);
  const hint = code === undefined ? undefined : hints[code];
  if (code === undefined || hint === undefined) throw error;
  return new OperatorError(`Cannot use ${file} (${code}).`, hint);
}

export function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
