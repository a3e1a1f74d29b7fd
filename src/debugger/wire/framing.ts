/** Bytes that mean something in the stream are sent as this one and themselves XOR 0x20. */
const escape = 0x7d;
const escaped = new Set([0x23, 0x24, 0x2a, escape]); // # $ * }

/**
 * A packet of gdb's remote protocol around a payload ("Overview" there): `$payload#sum`. Payloads
 * are texts of one byte per character: most of them are letters, and some are plain bytes.
 */
export function frame(payload: string): Buffer {
  const body: number[] = [];
  for (const byte of Buffer.from(payload, 'latin1'))
    body.push(...(escaped.has(byte) ? [escape, byte ^ 0x20] : [byte]));
  const bytes = Buffer.from(body);
  return Buffer.concat([Buffer.from('$'), bytes, Buffer.from(`#${checksum(bytes)}`)]);
}

/** Two digits. */
export function checksum(bytes: Buffer): string {
  const sum = bytes.reduce((total, byte) => (total + byte) & 0xff, 0);
  return sum.toString(16).padStart(2, '0');
}

export function unescape(body: Buffer): string {
  const bytes: number[] = [];
  for (let i = 0; i < body.length; i++) {
    const byte = body[i] ?? 0;
    if (byte === escape) bytes.push((body[++i] ?? 0) ^ 0x20);
    else bytes.push(byte);
  }
  return Buffer.from(bytes).toString('latin1');
}
