import { accessSync, constants, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { OperatorError, exitCode } from '../../../support/operator-error.js';

const cloudKernel = /^vmlinuz-.*-cloud-amd64$/;
const anyKernel = /^vmlinuz-/;

const hint = 'run npm run setup:qemu, or name one (a vmlinuz or an ELF vmlinux) with --kernel';

/**
 * The kernel for the guest: the configured one, else the newest that `setup:qemu` put into the
 * cache, else the newest of /boot. Distributions often let only root read the latter.
 * @throws OperatorError when there is none
 */
export function findKernel(configured: string | undefined, cache: string, boot = '/boot'): string {
  if (configured !== undefined) return requireKernel(path.resolve(configured));
  const found =
    newest(path.join(cache, 'kernel'), cloudKernel) ??
    newest(boot, cloudKernel) ??
    newest(boot, anyKernel);
  if (found !== undefined) return found;
  throw new OperatorError('There is no kernel for the guest.', hint, exitCode.unsupported);
}

function requireKernel(file: string): string {
  if (isReadableFile(file)) return file;
  const message = `The kernel "${file}" does not exist or cannot be read.`;
  throw new OperatorError(message, hint, exitCode.usage);
}

function newest(directory: string, pattern: RegExp): string | undefined {
  return namesIn(directory)
    .filter((name) => pattern.test(name))
    .sort((a, b) => b.localeCompare(a, 'en', { numeric: true }))
    .map((name) => path.join(directory, name))
    .find(isReadableFile);
}

function namesIn(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}

function isReadableFile(file: string): boolean {
  try {
    accessSync(file, constants.R_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
