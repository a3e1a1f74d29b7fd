import { readMemory, writeMemory } from '../kernel/process-memory.js';
import { pokeWord } from '../kernel/ptrace.js';

const wordBytes = 8;

/** Write to a stopped thread's memory, also where it may only be read: constants lie there. */
export function poke(tid: number, address: number, bytes: Buffer): void {
  if (writeMemory(tid, address, bytes)) return;
  for (let at = 0; at < bytes.length; at += wordBytes) {
    const word = Buffer.alloc(wordBytes);
    readMemory(tid, address + at, wordBytes).copy(word);
    bytes.copy(word, 0, at, at + wordBytes);
    pokeWord(tid, address + at, word.readBigUInt64LE());
  }
}
