/*
 * The options that programs set (socket(7), ip(7), ipv6(7), tcp(7), udp(7)). TCP_QUICKACK is left
 * out: it is no setting but the state of the acknowledgments, which changes by itself.
 */

/** What a value looks like, where it is not an int. */
type Shape = 'linger' | 'time' | 'buffer' | 'lock';

export interface SocketOption {
  readonly name: string;
  readonly level: number;
  readonly number: number;
  readonly bytes: number;
  readonly shape: Shape | 'int';
}

const [socket, ip, tcp, udp, ipv6] = [1, 0, 6, 17, 41];

function option(level: number, name: string, number: number, shape?: Shape): SocketOption {
  const bytes = shape === 'linger' ? 8 : shape === 'time' ? 16 : 4;
  return { name, level, number, bytes, shape: shape ?? 'int' };
}

/** Which buffers have a size that was set: bit 0 sending, bit 1 receiving. Since Linux 5.14. */
const bufferLocks = option(socket, 'SO_BUF_LOCK', 72, 'lock');

/** socket(7). What is set first comes first: the sizes of buffers lock, SO_BUF_LOCK unlocks. */
const ofSockets = [
  option(socket, 'SO_REUSEADDR', 2),
  option(socket, 'SO_DONTROUTE', 5),
  option(socket, 'SO_BROADCAST', 6),
  option(socket, 'SO_SNDBUF', 7, 'buffer'),
  option(socket, 'SO_RCVBUF', 8, 'buffer'),
  option(socket, 'SO_KEEPALIVE', 9),
  option(socket, 'SO_OOBINLINE', 10),
  option(socket, 'SO_PRIORITY', 12),
  option(socket, 'SO_LINGER', 13, 'linger'),
  option(socket, 'SO_REUSEPORT', 15),
  option(socket, 'SO_RCVLOWAT', 18),
  option(socket, 'SO_RCVTIMEO', 20, 'time'),
  option(socket, 'SO_SNDTIMEO', 21, 'time'),
  option(socket, 'SO_TIMESTAMP', 29),
  option(socket, 'SO_BINDTOIFINDEX', 62),
  bufferLocks,
];

/** ip(7): these also work for sockets of IPv6. */
const ofIp = [
  option(ip, 'IP_TOS', 1),
  option(ip, 'IP_TTL', 2),
  option(ip, 'IP_PKTINFO', 8),
  option(ip, 'IP_MTU_DISCOVER', 10),
  option(ip, 'IP_RECVERR', 11),
  option(ip, 'IP_FREEBIND', 15),
  option(ip, 'IP_BIND_ADDRESS_NO_PORT', 24),
];

/** ipv6(7) */
const ofIpv6 = [
  option(ipv6, 'IPV6_UNICAST_HOPS', 16),
  option(ipv6, 'IPV6_MTU_DISCOVER', 23),
  option(ipv6, 'IPV6_RECVERR', 25),
  option(ipv6, 'IPV6_V6ONLY', 26),
  option(ipv6, 'IPV6_RECVPKTINFO', 49),
  option(ipv6, 'IPV6_TCLASS', 67),
];

/** tcp(7) */
const ofTcp = [
  option(tcp, 'TCP_NODELAY', 1),
  option(tcp, 'TCP_CORK', 3),
  option(tcp, 'TCP_KEEPIDLE', 4),
  option(tcp, 'TCP_KEEPINTVL', 5),
  option(tcp, 'TCP_KEEPCNT', 6),
  option(tcp, 'TCP_SYNCNT', 7),
  option(tcp, 'TCP_LINGER2', 8),
  option(tcp, 'TCP_DEFER_ACCEPT', 9),
  option(tcp, 'TCP_USER_TIMEOUT', 18),
  option(tcp, 'TCP_FASTOPEN', 23),
  option(tcp, 'TCP_NOTSENT_LOWAT', 25),
];

/** udp(7) and, for senders to groups, ip(7) */
const ofUdp = [
  option(udp, 'UDP_CORK', 1),
  option(udp, 'UDP_SEGMENT', 103),
  option(udp, 'UDP_GRO', 104),
  option(ip, 'IP_RECVTTL', 12),
  option(ip, 'IP_RECVTOS', 13),
  option(ip, 'IP_MULTICAST_TTL', 33),
  option(ip, 'IP_MULTICAST_LOOP', 34),
];

/** unix(7) and, of socket(7), what has a meaning there */
const ofUnix = [
  ...ofSockets.filter(({ number }) => [7, 8, 13, 18, 20, 21, 29].includes(number)),
  option(socket, 'SO_PASSCRED', 16),
  option(socket, 'SO_PASSSEC', 34),
  option(socket, 'SO_PEEK_OFF', 42),
  option(socket, 'SO_PASSPIDFD', 76),
  bufferLocks,
];

const afInet6 = 10;

const tables = {
  tcp: [...ofSockets, ...ofIp, ...ofTcp],
  tcp6: [...ofSockets, ...ofIp, ...ofIpv6, ...ofTcp],
  udp: [...ofSockets, ...ofIp, ...ofUdp],
  udp6: [...ofSockets, ...ofIp, ...ofIpv6, ...ofUdp],
  unix: ofUnix,
} as const;

export type Protocol = 'tcp' | 'udp' | 'unix';

/** Options of the sockets of a protocol, in the order in which they are put back. */
export function tableOf(protocol: Protocol, domain: number): readonly SocketOption[] {
  if (protocol === 'unix') return tables.unix;
  return tables[`${protocol}${domain === afInet6 ? '6' : ''}`];
}
