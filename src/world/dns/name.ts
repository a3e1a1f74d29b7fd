/** The longest name and the longest label (RFC 1035, 2.3.4). */
const nameMax = 255;
const labelMax = 63;
const pointer = 0xc0;

/** A name ends in an empty label, or in a pointer to one that stands further ahead (4.1.4). */
export function readName(bytes: Buffer, from: number): { text: string; end: number } | undefined {
  const labels: string[] = [];
  let [at, end, length]: [number, number | undefined, number] = [from, undefined, 0];
  for (;;) {
    const size = bytes[at];
    if (size === undefined) return undefined;
    if (size >= pointer) {
      if (at + 1 >= bytes.length) return undefined;
      const target = bytes.readUInt16BE(at) & 0x3fff;
      // Only ahead: it cannot go round in circles.
      if (target >= at) return undefined;
      end ??= at + 2;
      at = target;
      continue;
    }
    length += size + 1;
    if (size > labelMax || length > nameMax || at + 1 + size > bytes.length) return undefined;
    if (size === 0) return { text: labels.join('.').toLowerCase(), end: end ?? at + 1 };
    labels.push(bytes.toString('latin1', at + 1, at + 1 + size));
    at += 1 + size;
  }
}
