import { parseAddress } from '../../../../kernel/socket.js';
import { refuse } from '../../refusal.js';

/** The same text for the same place, whichever version of IP the program calls it by. */
function placeOf(address: Buffer): string {
  const parsed = parseAddress(address);
  if (parsed?.kind !== 'ip') refuse('a TCP socket without an address');
  return `${parsed.address.replace(/^::ffff:(?=.*\.)/, '')} ${String(parsed.port)}`;
}

/** A connection as seen from its first end. */
export function tupleOf(local: Buffer, peer: Buffer): string {
  return `${placeOf(local)} ${placeOf(peer)}`;
}

/** Whether it lies in this machine: what is outside of the world cannot be put back. */
export function isLoopback(address: Buffer): boolean {
  const place = placeOf(address);
  return place.startsWith('127.') || place.startsWith('::1 ');
}

export function portOf(address: Buffer): number {
  return address.readUInt16BE(2);
}

/** Of a struct sockaddr_in6, whether it stands for one of IPv4. */
export function isMapped(address: Buffer): boolean {
  return address.readUInt16LE(18) === 0xffff && address.subarray(8, 18).every((byte) => byte === 0);
}
