import { randomUUID } from 'node:crypto';
import { openSync, unlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { OperatorError } from '../../../support/operator-error.js';

/**
 * A file without a name, to be read and to be appended to: however we end, nothing is left of it.
 * @returns its descriptor
 */
export function openNameless(): number {
  const file = path.join(tmpdir(), `chokepoint-${randomUUID()}`);
  try {
    const fd = openSync(file, 'ax+', 0o600);
    unlinkSync(file);
    return fd;
  } catch (error) {
    const hint = 'set TMPDIR to a directory with room that you may write to';
    throw new OperatorError(`Cannot make a file: ${String(error)}.`, hint);
  }
}

/** By which all processes of this user can open it. */
export function pathOf(fd: number): string {
  return `/proc/${String(process.pid)}/fd/${String(fd)}`;
}
