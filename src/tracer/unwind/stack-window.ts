import type { ReadMemory } from '../modules/process-modules.js';

const windowBytes = 16_384;

/** Reads words of a stack with few reads: most stacks fit into one window. */
export class StackWindow {
  private start = 0;
  private bytes: Buffer = Buffer.alloc(0);

  constructor(private readonly read: ReadMemory) {}

  /** Undefined where the address cannot be read. */
  readonly word = (address: number): bigint | undefined => {
    const inside = address >= this.start && address + 8 <= this.start + this.bytes.length;
    if (!inside && !this.moveTo(address)) return undefined;
    return this.bytes.readBigUInt64LE(address - this.start);
  };

  private moveTo(address: number): boolean {
    const bytes = this.read(address, windowBytes);
    if (bytes.length < 8) return false;
    this.start = address;
    this.bytes = bytes;
    return true;
  }
}
