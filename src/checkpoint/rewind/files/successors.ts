/**
 * A file that has lost its last name cannot get one again (link(2)): another is made, and this
 * tells which takes the place of which.
 */
export class Successors {
  private readonly next = new Map<bigint, bigint>();

  add(lost: bigint, made: bigint): void {
    const last = this.of(lost);
    if (last !== made) this.next.set(last, made);
  }

  /** @returns itself for those that were never lost */
  of(inode: bigint): bigint {
    let last = inode;
    for (let next = this.next.get(last); next !== undefined; next = this.next.get(last))
      last = next;
    return last;
  }
}
