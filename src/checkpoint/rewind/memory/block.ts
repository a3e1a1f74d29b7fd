let held = 0;
let saved = 0;

/** Bytes in all blocks that something refers to: what snapshots cost, shared pages once. */
export function heldBytes(): number {
  return held;
}

/** The same without what was let go: what all snapshots so far took. Never gets less. */
export function savedBytes(): number {
  return saved;
}

/** Immutable bytes that several images share. They count as held until all have let go. */
export class Block {
  private holders = 0;

  constructor(readonly bytes: Buffer) {}

  hold(): this {
    if (this.holders === 0) {
      held += this.bytes.length;
      saved += this.bytes.length;
    }
    this.holders += 1;
    return this;
  }

  release(): void {
    this.holders -= 1;
    if (this.holders === 0) held -= this.bytes.length;
  }
}
