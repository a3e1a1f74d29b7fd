/** Bytes as the protocol writes them. */
export function toHex(bytes: Buffer | string): string {
  return (typeof bytes === 'string' ? Buffer.from(bytes) : bytes).toString('hex');
}

/** A number in hexadecimal; undefined where it is none, or no address of a program. */
export function fromHex(text: string | undefined): number | undefined {
  if (text === undefined || !/^[0-9a-f]+$/i.test(text)) return undefined;
  const value = parseInt(text, 16);
  return Number.isSafeInteger(value) ? value : undefined;
}

/** What follows `ADDRESS,LENGTH`, or `ADDRESS,LENGTH:`. */
interface Stretch {
  readonly address: number;
  readonly length: number;
  readonly rest: string;
}

export function parseStretch(text: string): Stretch | undefined {
  const [where = '', ...rest] = text.split(':');
  const [address, length] = where.split(',').map(fromHex);
  if (address === undefined || length === undefined) return undefined;
  return { address, length, rest: rest.join(':') };
}
