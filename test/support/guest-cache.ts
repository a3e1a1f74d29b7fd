import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, it } from 'vitest';
import { findKernel } from '../../src/checkpoint/qemu/image/find-kernel.js';
import { OperatorError } from '../../src/support/operator-error.js';

const checkout = join(import.meta.dirname, '../..');

/** Where guests that have booted are kept between tests; setup puts a kernel there. */
export const guestCache = join(checkout, 'node_modules/.cache');

/** Tests that start a machine; where none can be started, one test that says why. */
export function describeGuest(title: string, tests: () => void): void {
  const reason = whyNoGuest();
  if (reason === undefined) describe(title, tests);
  else it(title, (context) => context.skip(reason));
}

/** Why no guest can be started here; undefined where one can. */
export function whyNoGuest(): string | undefined {
  const directories = (process.env['PATH'] ?? '').split(delimiter);
  const qemu = directories.some((directory) => existsSync(join(directory, 'qemu-system-x86_64')));
  if (!qemu) return 'qemu-system-x86 is not installed';
  try {
    findKernel(undefined, join(guestCache, 'chokepoint/qemu'));
    return undefined;
  } catch (error) {
    if (error instanceof OperatorError) return error.message;
    throw error;
  }
}
