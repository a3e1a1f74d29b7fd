import { OperatorError } from '../../../support/operator-error.js';

const megabyte = 2 ** 20;
/** What the kernel takes. */
const kernelBytes = 45 * megabyte;
/** For the kernel, and for what the programs use. */
const spareBytes = 128 * megabyte;

/**
 * The archive with the guest's files is in memory twice while it is unpacked, and the file system
 * that it goes to takes at most half of what the kernel has left for it.
 * @throws OperatorError for less than that takes
 */
export function megabytesFor(
  { contentBytes }: { readonly contentBytes: number },
  wantedBytes: number = spareBytes + 3 * contentBytes,
): number {
  const least = kernelBytes + 2 * contentBytes;
  if (wantedBytes >= least) return megabytes(wantedBytes);
  const [given, files] = [String(megabytes(wantedBytes)), String(megabytes(contentBytes))];
  throw new OperatorError(
    `The machine cannot work with ${given} MiB: its files take ${files} MiB, twice at boot.`,
    'leave out --guest-memory, and it gets what it needs; or include less',
  );
}

function megabytes(bytes: number): number {
  return Math.ceil(bytes / megabyte);
}
