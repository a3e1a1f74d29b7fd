import { lgetxattr, llistxattr, lremovexattr, lsetxattr } from './ffi.js';

const names = Buffer.alloc(65536);
const value = Buffer.alloc(65536);

/** Attributes by name, in latin1; those of the link itself for symbolic links (xattr(7)). */
export type ExtendedAttributes = ReadonlyMap<string, string>;

/** What all files without any share. */
const none: ExtendedAttributes = new Map();

/** @returns none as well where the file system has no such thing */
export function extendedAttributes(path: string): ExtendedAttributes {
  const length = llistxattr(path, names, names.length);
  if (length <= 0) return none;
  const found = new Map<string, string>();
  for (const name of names.toString('latin1', 0, length - 1).split('\0')) {
    const bytes = lgetxattr(path, name, value, value.length);
    if (bytes >= 0) found.set(name, value.toString('latin1', 0, bytes));
  }
  return found;
}

/** @returns whether all could be set */
export function setExtendedAttributes(path: string, wanted: ExtendedAttributes): boolean {
  const present = extendedAttributes(path);
  let done = true;
  for (const name of present.keys())
    if (!wanted.has(name)) done = lremovexattr(path, name) === 0 && done;
  for (const [name, text] of wanted) {
    if (present.get(name) === text) continue;
    const bytes = Buffer.from(text, 'latin1');
    done = lsetxattr(path, name, bytes, bytes.length, 0) === 0 && done;
  }
  return done;
}
