const megabyte = 2 ** 20;
/** For the kernel, which takes 45 MB, and for what the programs use. */
const spareBytes = 128 * megabyte;

/**
 * The archive with the guest's files is in memory twice while it is unpacked, and the file system
 * that it goes to takes at most half of what the kernel has left for it.
 */
export function megabytesFor(
  { contentBytes }: { readonly contentBytes: number },
  wantedBytes: number = spareBytes + 3 * contentBytes,
): number {
  return Math.ceil(wantedBytes / megabyte);
}
