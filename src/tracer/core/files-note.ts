import type { Mapping } from '../../kernel/memory-map.js';
import { withoutRoot } from '../../kernel/process-root.js';
import { note, noteType } from './note.js';
import { pageBytes } from './page.js';

/** Files that only have a name to be told apart by; the memory itself is in the core. */
const unopenable = /^\/(memfd:|SYSV|dev\/zero ).*\(deleted\)$/;

/**
 * NT_FILE: which file each mapping is of, and from which page on. The names are those that the
 * program has for them, which outside of its world lead to the same files.
 * @param root where the program's root is, seen from here: the kernel's names begin with it
 */
export function filesNote(mappings: readonly Mapping[], root: string): Buffer {
  const files = mappings.filter(({ name }) => name.startsWith('/') && !unopenable.test(name));
  const head = Buffer.alloc(16 + 24 * files.length);
  head.writeBigUInt64LE(BigInt(files.length), 0);
  head.writeBigUInt64LE(BigInt(pageBytes), 8);
  files.forEach(({ start, end, offset }, i) => {
    [start, end, offset / pageBytes].forEach((number, word) => {
      head.writeBigUInt64LE(BigInt(number), 16 + 24 * i + 8 * word);
    });
  });
  const names = files.map(({ name }) => `${withoutRoot(name, root)}\0`).join('');
  return note(noteType.files, Buffer.concat([head, Buffer.from(names, 'latin1')]));
}
