import { lstatSync } from 'node:fs';
import type { UnixEntry } from '../../../../kernel/unix-diag.js';
import type { TracedProcess } from '../../../../tracer/tracee.js';

/**
 * The mode of the file that a socket is bound to, where that is still found by the name: the
 * file may have been removed, or be another. Undefined as well where the name is none of a file.
 */
export function modeAtName(
  { pid }: TracedProcess,
  local: Buffer,
  { file }: UnixEntry,
): number | undefined {
  const path = pathOf(local);
  if (file === undefined || path?.startsWith('/') !== true) return undefined;
  const at = `/proc/${String(pid)}/root${path}`;
  const status = lstatSync(at, { throwIfNoEntry: false });
  return status?.ino === file ? status.mode & 0o7777 : undefined;
}

/** Of a struct sockaddr_un; abstract names begin with a NUL byte (unix(7)). */
export function pathOf(local: Buffer): string | undefined {
  const name = local.subarray(2);
  if (name.length === 0 || name[0] === 0) return undefined;
  const end = name.indexOf(0);
  return name.subarray(0, end < 0 ? name.length : end).toString('latin1');
}
