import { OperatorError } from '../../../support/operator-error.js';
import type { GuestEntry } from './guest-entry.js';
import { sizeOf } from './small-tree.js';

/** The guest has all of its files in memory, and once more while it boots. */
const bytesMax = 2 ** 30;

const mebibyte = 2 ** 20;

/** @throws OperatorError when the files are more than a guest can hold */
export function requireRoom(entries: readonly GuestEntry[]): void {
  const files = entries.flatMap((entry) => (entry.kind === 'file' ? entry.source : []));
  const sizes = files.map((file) => ({ file, bytes: sizeOf(file) }));
  const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
  if (total <= bytesMax) return;
  const [largest] = sizes.sort((a, b) => b.bytes - a.bytes);
  const [all, most] = [total, largest?.bytes ?? 0].map((bytes) => Math.ceil(bytes / mebibyte));
  throw new OperatorError(
    `The files for the guest are ${String(all)} MiB; it can hold 1024 MiB.`,
    `include less; the largest is ${largest?.file ?? ''} (${String(most)} MiB)`,
  );
}
