import type { SocketView } from '../model/choice-point.js';

/** Where the kernel takes ports from that nobody asked for (ip(7), ip_local_port_range). */
const ephemeral = { from: 32768, to: 60999 } as const;

interface Endpoints {
  readonly family: SocketView['family'];
  readonly type: string;
  readonly listening: boolean;
  readonly local?: string;
  readonly peer?: string;
}

/**
 * What a socket is for, in words that stay the same from run to run: descriptors and ephemeral
 * ports change, service ports and paths do not. Undefined for pairs without names, which connect
 * a program with itself.
 */
export function roleOf(socket: Endpoints): string | undefined {
  if (socket.family === 'unix') return unixRole(socket);
  if (socket.listening) return `listener:${service(socket.local)}`;
  if (socket.type !== 'stream') return `udp:${service(socket.peer ?? socket.local)}`;
  if (socket.peer === undefined) return undefined;
  const served = service(socket.local) !== '*' && service(socket.peer) === '*';
  return served ? `server:${service(socket.local)}` : `client:${service(socket.peer)}`;
}

/** The role of a socket whose address the program names in this very call. */
export function roleByAddress(group: string, type: string, address: string): string {
  if (!address.includes(':') || address.startsWith('/') || address.startsWith('@'))
    return `unix:${address}`;
  if (type !== 'stream') return `udp:${service(address)}`;
  return group === 'connect' ? `client:${service(address)}` : `bound:${service(address)}`;
}

function unixRole(socket: Endpoints): string | undefined {
  const path = [socket.peer, socket.local].find((name) => name !== undefined && name !== '');
  return path === undefined ? undefined : `unix:${path}`;
}

function service(address: string | undefined): string {
  const port = Number(address?.slice(address.lastIndexOf(':') + 1) ?? 0);
  const named = port > 0 && (port < ephemeral.from || port > ephemeral.to);
  return named ? String(port) : '*';
}
