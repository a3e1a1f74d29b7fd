const escapes: ReadonlyMap<number, string> = new Map([
  [9, '\\t'],
  [10, '\\n'],
  [13, '\\r'],
  [0x5c, '\\\\'],
]);

/** Bytes as they are written in C, on one line: nothing of them can act on who shows it. */
export function headText(bytes: Buffer): string {
  return Array.from(bytes, charText).join('');
}

function charText(byte: number): string {
  const escaped = escapes.get(byte);
  if (escaped !== undefined) return escaped;
  if (byte >= 0x20 && byte < 0x7f) return String.fromCharCode(byte);
  return `\\x${byte.toString(16).padStart(2, '0')}`;
}
