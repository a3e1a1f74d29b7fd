import { writeMemory } from '../kernel/process-memory.js';
import { assert } from '../support/assert.js';

const alignment = 16;

/** A structure that points to others: it gets a function that places those. */
export type Structure = (place: (bytes: Buffer) => number) => Buffer;

/** A C string, bytes, a NULL-terminated array of strings, or a structure. */
export type Placeable = string | Buffer | readonly string[] | Structure;

/** Memory of a puppet that arguments are put into: collected here, then written in one go. */
export class Scratch {
  private parts: Buffer[] = [];
  private used = 0;

  constructor(
    readonly base: number,
    private readonly size: number,
  ) {}

  clear(): void {
    this.parts = [];
    this.used = 0;
  }

  /** @returns the address at which the value will lie */
  place(value: Placeable): number {
    if (typeof value === 'string') return this.append(Buffer.from(`${value}\0`));
    if (typeof value === 'function') return this.append(value((bytes) => this.append(bytes)));
    return Buffer.isBuffer(value) ? this.append(value) : this.placeStrings(value);
  }

  flush(pid: number): void {
    assert(writeMemory(pid, this.base, Buffer.concat(this.parts)), 'arguments for a puppet');
  }

  /** What a forked child has at the same addresses. */
  inherit<T extends { readonly scratch: Scratch }>(workshop: T): T {
    return { ...workshop, scratch: new Scratch(this.base, this.size) };
  }

  /** A NULL-terminated array of pointers, as argv and envp are. */
  private placeStrings(strings: readonly string[]): number {
    const pointers = Buffer.alloc((strings.length + 1) * 8);
    strings.forEach((text, i) => {
      pointers.writeBigUInt64LE(BigInt(this.place(text)), i * 8);
    });
    return this.append(pointers);
  }

  private append(bytes: Buffer): number {
    const address = this.base + this.used;
    const padding = Buffer.alloc((alignment - (bytes.length % alignment)) % alignment);
    this.parts.push(bytes, padding);
    this.used += bytes.length + padding.length;
    assert(this.used <= this.size, 'too much for the scratch memory', { used: this.used });
    return address;
  }
}
