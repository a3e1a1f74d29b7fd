/** Bytes that mean something in the stream are sent as this one and themselves XOR 0x20. */
const escape = 0x7d;
const escaped = new Set([0x23, 0x24, 0x2a, escape]); // # $ * }

/**
 * A packet of gdb's remote protocol around a payload ("Overview" there): `$payload#sum`. Payloads
 * are texts of one byte per character: most of them are letters, and some are plain bytes.
 */
export function frame(payload: string): Buffer {
  const plain = Buffer.from(payload, 'latin1');
  // Nearly all are hexadecimal digits.
  const bytes = /[#$*}]/.test(payload) ? withEscapes(plain) : plain;
  return Buffer.concat([Buffer.from('$'), bytes, Buffer.from(`#${checksum(bytes)}`)]);
}

function withEscapes(plain: Buffer): Buffer {
  const body: number[] = [];
  for (const byte of plain)
    if (escaped.has(byte)) body.push(escape, byte ^ 0x20);
    else body.push(byte);
  return Buffer.from(body);
}

/** Two digits. */
export function checksum(bytes: Buffer): string {
  let sum = 0;
  for (const byte of bytes) sum += byte;
  return (sum & 0xff).toString(16).padStart(2, '0');
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
