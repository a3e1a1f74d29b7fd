import { readMemory } from '../../kernel/process-memory.js';
import { poke } from '../../tracer/poke.js';

const int3 = 0xcc;

/** Breakpoints in a process, which nobody but who set them gets to see. */
export class Breakpoints {
  /** What they stand in place of, by address. */
  private readonly originals = new Map<number, number>();
  /** All that there have ever been: children of the process have them in their memory. */
  private readonly inherited = new Map<number, number>();

  has(address: number): boolean {
    return this.originals.has(address);
  }

  /** @returns whether there is memory */
  insert(tid: number, address: number): boolean {
    if (this.has(address)) return true;
    const [original] = readMemory(tid, address, 1);
    if (original === undefined) return false;
    poke(tid, address, Buffer.from([int3]));
    this.originals.set(address, original);
    this.inherited.set(address, original);
    return true;
  }

  remove(tid: number, address: number): void {
    const original = this.originals.get(address);
    if (original !== undefined) poke(tid, address, Buffer.from([original]));
    this.originals.delete(address);
  }

  removeAll(tid: number): void {
    for (const address of [...this.originals.keys()]) this.remove(tid, address);
  }

  /**
   * A thread of another process has run into something there.
   * @returns whether it is one of these, which is there no more
   */
  clearInherited(tid: number, address: number): boolean {
    const original = this.inherited.get(address);
    if (original === undefined) return false;
    poke(tid, address, Buffer.from([original]));
    return true;
  }

  /** The process runs another program. */
  forget(): void {
    this.originals.clear();
  }

  /** What was read from there, as it is without them. */
  hide(address: number, bytes: Buffer): Buffer {
    const shown = Buffer.from(bytes);
    for (const [at, original] of this.within(address, bytes)) shown[at] = original;
    return shown;
  }

  /** What is to be written there, with them in it. */
  keep(address: number, bytes: Buffer): Buffer {
    const kept = Buffer.from(bytes);
    for (const [at] of this.within(address, bytes)) {
      this.originals.set(address + at, bytes[at] ?? 0);
      kept[at] = int3;
    }
    return kept;
  }

  private within(address: number, { length }: Buffer): readonly (readonly [number, number])[] {
    return [...this.originals].flatMap(([at, original]) =>
      at >= address && at < address + length ? [[at - address, original] as const] : [],
    );
  }
}
