const megabyte = 2 ** 20;
/** For the kernel, which takes 45 MB, and for what the programs use. */
const spareBytes = 128 * megabyte;

/** The archive with the guest's files is in memory twice while it is unpacked. */
export function megabytesFor(
  { contentBytes }: { readonly contentBytes: number },
  wantedBytes: number = spareBytes + 2 * contentBytes,
): number {
  return Math.ceil(wantedBytes / megabyte);
}
