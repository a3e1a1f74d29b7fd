const headBytes = 12;

/** The notes of an ELF file by type (elf(5), Nhdr); of several of a type, the first. */
export function notesOf(bytes: Buffer): ReadonlyMap<number, Buffer> {
  const notes = new Map<number, Buffer>();
  for (let at = 0; at + headBytes <= bytes.length;) {
    const nameLength = bytes.readUInt32LE(at);
    const length = bytes.readUInt32LE(at + 4);
    const type = bytes.readUInt32LE(at + 8);
    const from = at + headBytes + padded(nameLength);
    if (!notes.has(type)) notes.set(type, bytes.subarray(from, from + length));
    at = from + padded(length);
  }
  return notes;
}

function padded(length: number): number {
  return (length + 3) & ~3;
}
