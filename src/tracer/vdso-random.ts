import { vdsoBase } from '../kernel/procfs.js';
import { readMemory } from '../kernel/process-memory.js';
import { pokeWord } from '../kernel/ptrace.js';
import type { Thread } from './tracee.js';
import { vdsoSymbols, type VdsoSymbol } from './vdso-image.js';

const imageBytes = 8192;
/** Where st_value stands in a symbol, and so where the symbol begins before it (elf(5)). */
const valueAt = 8;

/**
 * Take `getrandom` from the kernel's code in a program that stands at its exec (vdso(7), since
 * Linux 6.11): it would make random bytes without a call. The symbol loses its name, its section
 * and its value, each of which is enough for one library or another not to find it; they make the
 * call then. Children inherit it.
 */
export function hideRandom(thread: Thread): void {
  const base = vdsoBase(thread.process.pid);
  if (base === undefined) return;
  for (const symbol of symbolsOf(readMemory(thread.tid, base, imageBytes))) {
    pokeWord(thread.tid, base + symbol.valueAt - valueAt, 0n);
    pokeWord(thread.tid, base + symbol.valueAt, 0n);
  }
}

let known: { readonly image: Buffer; readonly symbols: readonly VdsoSymbol[] } | undefined;

/** It is the same in every process of this kernel. */
function symbolsOf(image: Buffer): readonly VdsoSymbol[] {
  if (known?.image.equals(image) !== true) {
    const symbols = vdsoSymbols(image).filter(({ name }) => name === 'getrandom');
    known = { image, symbols };
  }
  return known.symbols;
}
