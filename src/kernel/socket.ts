import { fcntl, getpeername, getsockname, getsockopt, ioctl } from './ffi.js';

const solSocket = 1;
const option = { type: 3, acceptConn: 30, protocol: 38, domain: 39 } as const;
const fGetfl = 3;
const oNonblock = 0o4000;
const fionread = 0x541b;
const siocoutq = 0x5411;

export type SocketAddress =
  | { readonly kind: 'ip'; readonly address: string; readonly port: number; readonly v6: boolean }
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'unnamed' };

const value = Buffer.alloc(4);
const length = Buffer.alloc(4);
const storage = Buffer.alloc(128);

function getInt(fd: number, name: number): number | undefined {
  length.writeUInt32LE(4, 0);
  const done = getsockopt(fd, solSocket, name, value, length) === 0;
  return done ? value.readInt32LE(0) : undefined;
}

/** AF_* of the socket; undefined when the descriptor is no socket. */
export const socketDomain = (fd: number): number | undefined => getInt(fd, option.domain);
/** SOCK_* of the socket. */
export const socketType = (fd: number): number | undefined => getInt(fd, option.type);
/** IPPROTO_* of the socket. */
export const socketProtocol = (fd: number): number | undefined => getInt(fd, option.protocol);
export const isListening = (fd: number): boolean => getInt(fd, option.acceptConn) === 1;
export const isNonBlocking = (fd: number): boolean => (fcntl(fd, fGetfl, 0) & oNonblock) !== 0;

const timeLimit = { receive: 20, send: 21 } as const; // SO_RCVTIMEO, SO_SNDTIMEO

export type Direction = keyof typeof timeLimit;

/** Microseconds after which calls of this direction give up (socket(7)); 0: they do not. */
export function socketTimeLimit(fd: number, direction: Direction): bigint {
  length.writeUInt32LE(storage.length, 0);
  if (getsockopt(fd, solSocket, timeLimit[direction], storage, length) !== 0) return 0n;
  return storage.readBigInt64LE(0) * 1_000_000n + storage.readBigInt64LE(8);
}

/** Bytes that a read would find now; 0 when unknown. */
export function queuedBytes(fd: number): number {
  return ioctl(fd, fionread, value) === 0 ? value.readInt32LE(0) : 0;
}

/** Bytes that were given to the kernel and have not left it; 0 when unknown. */
export function unsentBytes(fd: number): number {
  return ioctl(fd, siocoutq, value) === 0 ? value.readInt32LE(0) : 0;
}

export function localAddress(fd: number): SocketAddress | undefined {
  length.writeUInt32LE(storage.length, 0);
  if (getsockname(fd, storage, length) !== 0) return undefined;
  return parseAddress(storage.subarray(0, length.readUInt32LE(0)));
}

/** Both addresses of a socket as struct sockaddr; no peer while it is not connected. */
export function rawAddresses(fd: number): { local: Buffer; peer: Buffer | undefined } {
  const read = (get: typeof getsockname): Buffer | undefined => {
    length.writeUInt32LE(storage.length, 0);
    if (get(fd, storage, length) !== 0) return undefined;
    return Buffer.from(storage.subarray(0, length.readUInt32LE(0)));
  };
  return { local: read(getsockname) ?? Buffer.alloc(0), peer: read(getpeername) };
}

export function peerAddress(fd: number): SocketAddress | undefined {
  length.writeUInt32LE(storage.length, 0);
  if (getpeername(fd, storage, length) !== 0) return undefined;
  return parseAddress(storage.subarray(0, length.readUInt32LE(0)));
}

/** struct sockaddr of ip(7), ipv6(7) and unix(7); undefined for other families. */
export function parseAddress(bytes: Buffer): SocketAddress | undefined {
  if (bytes.length < 2) return undefined;
  const family = bytes.readUInt16LE(0);
  if (family === 1) return parseUnix(bytes);
  if (family === 2 && bytes.length >= 8) return ip(bytes, ipv4(bytes.subarray(4, 8)), false);
  if (family === 10 && bytes.length >= 24) return ip(bytes, ipv6(bytes.subarray(8, 24)), true);
  return undefined;
}

function ip(bytes: Buffer, address: string, v6: boolean): SocketAddress {
  return { kind: 'ip', address, port: bytes.readUInt16BE(2), v6 };
}

function parseUnix(bytes: Buffer): SocketAddress {
  if (bytes.length <= 2) return { kind: 'unnamed' };
  const name = bytes.subarray(2);
  // An abstract name starts with a NUL byte and is written with @, as ss(8) does.
  if (name[0] === 0) return { kind: 'path', path: `@${name.subarray(1).toString('latin1')}` };
  const end = name.indexOf(0);
  return { kind: 'path', path: name.subarray(0, end < 0 ? name.length : end).toString() };
}

function ipv4(bytes: Buffer): string {
  return [...bytes].join('.');
}

function ipv6(bytes: Buffer): string {
  const mapped = bytes.subarray(0, 12).equals(Buffer.from('00000000000000000000ffff', 'hex'));
  if (mapped) return `::ffff:${ipv4(bytes.subarray(12))}`;
  const words = Array.from({ length: 8 }, (_, i) => bytes.readUInt16BE(i * 2).toString(16));
  return words.join(':').replace(/(^|:)0(:0)+(:|$)/, '::');
}
