/**
 * Sockets are told apart by their inodes, as in `socket:[123]`. One that was made anew in place of
 * another is, for all who remember it, still the other.
 */
export class FileIdentities {
  private readonly originals = new Map<string, string>();

  /** @param target what /proc/PID/fd/N reads @returns the same for whatever took its place */
  of(target: string): string {
    return this.originals.get(target) ?? target;
  }

  tookPlace(target: string, of: string): void {
    if (target !== of) this.originals.set(target, of);
  }

  /** All that had an identity is gone. */
  clear(): void {
    this.originals.clear();
  }
}
