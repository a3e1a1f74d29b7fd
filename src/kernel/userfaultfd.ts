import { ioctl } from './ffi.js';
import type { OwnedFd } from './pidfd.js';
import type { Extent } from './process-memory.js';

const handshake = 0xc018aa3f; // UFFDIO_API
const register = 0xc020aa00; // UFFDIO_REGISTER
const version = 0xaan;
/** UFFD_FEATURE_WP_UNPOPULATED and UFFD_FEATURE_WP_ASYNC (Linux 6.7). */
const features = (1n << 13n) | (1n << 15n);
const writeProtect = 2n; // UFFDIO_REGISTER_MODE_WP

/** O_CLOEXEC | UFFD_USER_MODE_ONLY, which needs no privilege; nobody ever waits for a fault. */
export const userfaultfdFlags = 0o2000001;

const argument = Buffer.alloc(32);

/**
 * A userfaultfd of another process that lets the kernel note which pages are written (asynchronous
 * write protection, ioctl_userfaultfd(2)); the notes are read by Pagemap. It ends with this copy
 * of the descriptor.
 */
export class WriteNotes implements Disposable {
  private constructor(private readonly descriptor: OwnedFd) {}

  /** @returns undefined where the kernel cannot; the descriptor is owned by what is returned */
  static begin(descriptor: OwnedFd): WriteNotes | undefined {
    argument.fill(0);
    argument.writeBigUInt64LE(version, 0);
    argument.writeBigUInt64LE(features, 8);
    if (ioctl(descriptor.fd, handshake, argument) === 0) return new WriteNotes(descriptor);
    descriptor[Symbol.dispose]();
    return undefined;
  }

  /**
   * Take notes of these mappings, too; of those that are noted already nothing changes. Moved and
   * new mappings and those of forked children are not noted by themselves.
   */
  take({ start, length }: Extent): boolean {
    argument.fill(0);
    argument.writeBigUInt64LE(BigInt(start), 0);
    argument.writeBigUInt64LE(BigInt(length), 8);
    argument.writeBigUInt64LE(writeProtect, 16);
    return ioctl(this.descriptor.fd, register, argument) === 0;
  }

  [Symbol.dispose](): void {
    this.descriptor[Symbol.dispose]();
  }
}
