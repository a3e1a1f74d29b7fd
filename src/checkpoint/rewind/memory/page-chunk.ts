import type { Block } from './block.js';

export const pageBytes = 4096;
export const pagesInChunk = 512;
export const chunkBytes = pageBytes * pagesInChunk;
/** Blocks that a chunk may name before those that nothing uses any more are looked for. */
const blocksMax = 32;

/** Where a page's bytes are. */
export interface Place {
  readonly block: Block;
  /** In pages. */
  readonly at: number;
}

/** The pages of 2 MB of addresses. Immutable once it belongs to an image. */
export class PageChunk {
  private holders = 0;

  constructor(
    private blocks: Block[] = [],
    /** For each page 1 + the number of its block; 0 for a page that is not there. */
    private readonly which = new Uint16Array(pagesInChunk),
    private readonly at = new Uint32Array(pagesInChunk),
  ) {}

  copy(): PageChunk {
    return new PageChunk([...this.blocks], this.which.slice(), this.at.slice());
  }

  place(page: number): Place | undefined {
    const block = this.blocks[(this.which[page] ?? 0) - 1];
    return block === undefined ? undefined : { block, at: this.at[page] ?? 0 };
  }

  clear(from: number, to: number): void {
    this.which.fill(0, from, to);
  }

  /** These pages lie side by side in the block, the first one at `at`. */
  put(from: number, to: number, block: Block, at: number): void {
    if (this.blocks.at(-1) !== block) this.add(block);
    this.which.fill(this.blocks.length, from, to);
    for (let page = from; page < to; page++) this.at[page] = at + page - from;
  }

  /** How many pages from this one on lie side by side in its block, or are not there like it. */
  together(page: number, to: number): number {
    const { which, at } = this;
    const [block, first] = [which[page], at[page] ?? 0];
    let next = page + 1;
    while (next < to && which[next] === block && (block === 0 || at[next] === first + next - page))
      next += 1;
    return next - page;
  }

  hasAny(from: number, to: number): boolean {
    for (let page = from; page < to; page++) if (this.which[page] !== 0) return true;
    return false;
  }

  isSameAt(page: number, other: PageChunk | undefined): boolean {
    const [here, there] = [this.which[page] ?? 0, other?.which[page] ?? 0];
    if (here === 0 || there === 0) return here === there;
    return this.at[page] === other?.at[page] && this.blocks[here - 1] === other?.blocks[there - 1];
  }

  hold(): void {
    this.holders += 1;
    if (this.holders === 1) for (const block of this.blocks) block.hold();
  }

  release(): void {
    this.holders -= 1;
    if (this.holders === 0) for (const block of this.blocks) block.release();
  }

  private add(block: Block): void {
    if (this.blocks.length >= blocksMax) this.forgetUnused();
    this.blocks.push(block);
  }

  private forgetUnused(): void {
    const used = this.blocks.filter((_, i) => this.which.includes(i + 1));
    const numbers = this.blocks.map((block) => used.indexOf(block) + 1);
    this.which.forEach((number, page) => {
      this.which[page] = numbers[number - 1] ?? 0;
    });
    this.blocks = used;
  }
}
