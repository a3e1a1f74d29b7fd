import { lstatSync, readlinkSync } from 'node:fs';
import type { UnixEntry } from '../../../../kernel/unix-diag.js';
import type { TracedProcess } from '../../../../tracer/tracee.js';

/**
 * The mode of the file that a socket is bound to, where that is still found by the name: the
 * file may have been removed, or be another. Undefined as well where the name is none of a file.
 */
export function modeAtName(
  process: TracedProcess,
  local: Buffer,
  { file }: UnixEntry,
): number | undefined {
  const place = placeOf(process, local);
  if (file === undefined || place === undefined) return undefined;
  const status = lstatSync(place, { throwIfNoEntry: false });
  return status?.ino === file ? status.mode & 0o7777 : undefined;
}

/** Of a struct sockaddr_un; abstract names begin with a NUL byte (unix(7)). */
export function pathOf(local: Buffer): string | undefined {
  const name = local.subarray(2);
  if (name.length === 0 || name[0] === 0) return undefined;
  const end = name.indexOf(0);
  return name.subarray(0, end < 0 ? name.length : end).toString('latin1');
}

/** Where a name leads in the eyes of a process, as we find it; undefined: to no file. */
function placeOf({ pid }: TracedProcess, local: Buffer): Buffer | undefined {
  const path = pathOf(local);
  if (path === undefined) return undefined;
  const from = `/proc/${String(pid)}/${path.startsWith('/') ? 'root' : 'cwd/'}`;
  return Buffer.from(from + path, 'latin1');
}

/** Whether a name means the same to both. */
export function areOfOneMind(one: TracedProcess, other: TracedProcess, local: Buffer): boolean {
  const path = pathOf(local);
  if (one === other || path === undefined) return true;
  const needed = path.startsWith('/') ? ['root'] : ['root', 'cwd'];
  return needed.every((name) => linkOf(one, name) === linkOf(other, name));
}

function linkOf({ pid }: TracedProcess, name: string): string {
  return readlinkSync(`/proc/${String(pid)}/${name}`);
}
