/** Where what is saved has a struct sockaddr. */
const fields = new Set(['local', 'peer', 'client', 'listener', 'from']);
const families: readonly number[] = [2, 10]; // AF_INET, AF_INET6
/** Of these the kernel gives one to sockets that ask for none (src/world/chance/local-ports.ts). */
const given = { first: 32_768, last: 60_999 } as const;

/**
 * An address without the port that the kernel has chosen, which is another in every round.
 * @returns undefined where the field is no address of this kind
 */
export function withoutPort(
  field: string,
  bytes: Buffer,
): { readonly port: number | undefined; readonly rest: Buffer } | undefined {
  if (!fields.has(field) || bytes.length < 4 || !families.includes(bytes.readUInt16LE(0)))
    return undefined;
  const port = bytes.readUInt16BE(2);
  if (port < given.first || port > given.last) return { port: undefined, rest: bytes };
  const rest = Buffer.from(bytes);
  rest.writeUInt16BE(0, 2);
  return { port, rest };
}
