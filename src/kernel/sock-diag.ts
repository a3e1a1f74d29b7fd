import { recv, sendto } from './ffi.js';

const requestBytes = 72;
const getByFamily = 20; // SOCK_DIAG_BY_FAMILY
const destroy = 21; // SOCK_DESTROY
const justRequest = 1; // NLM_F_REQUEST
const requestAndAck = justRequest | 4; // NLM_F_REQUEST | NLM_F_ACK
const tcp = 6;
const anyState = 0xffffffff;
const anyCookie = 0xff;

/** AF_NETLINK, SOCK_RAW, NETLINK_SOCK_DIAG: the arguments of socket(2) for `destroyTcp`. */
export const diagSocket = [16, 3, 4] as const;

/** An address and port as struct sockaddr, of IPv4 or IPv6. */
type RawAddress = Buffer;

/**
 * End a connection that only the kernel holds any more (sock_diag(7), SOCK_DESTROY).
 * @param diag a socket of the network that the connection is in
 * @returns whether there was such a connection
 */
export function destroyTcp(diag: number, local: RawAddress, peer: RawAddress): boolean {
  // Where there is none, the kernel takes the listener at the local port for what is meant.
  const found = ask(diag, getByFamily, local, peer);
  if (found?.subarray(22, 24).equals(peer.subarray(2, 4)) !== true) return false;
  const answer = ask(diag, destroy, local, peer);
  // struct nlmsghdr, then the errno of struct nlmsgerr.
  return answer !== undefined && answer.length >= 20 && answer.readInt32LE(16) === 0;
}

/** @returns the first message of the answer: struct inet_diag_msg, or an error */
function ask(diag: number, what: number, local: RawAddress, peer: RawAddress): Buffer | undefined {
  const request = Buffer.alloc(requestBytes);
  request.writeUInt32LE(requestBytes, 0);
  request.writeUInt16LE(what, 4);
  request.writeUInt16LE(what === destroy ? requestAndAck : justRequest, 6);
  const [family, from] = plain(local);
  const [, to] = plain(peer);
  request.writeUInt8(family, 16);
  request.writeUInt8(tcp, 17);
  request.writeUInt32LE(anyState, 20);
  local.copy(request, 24, 2, 4);
  peer.copy(request, 26, 2, 4);
  from.copy(request, 28);
  to.copy(request, 44);
  request.fill(anyCookie, 64, 72);
  if (sendto(diag, request, request.length, 0, null, 0) !== request.length) return undefined;
  const answer = Buffer.alloc(1024);
  const length = recv(diag, answer, answer.length, 0);
  return length < 0 ? undefined : answer.subarray(0, length);
}

const mapped = Buffer.from('00000000000000000000ffff', 'hex');

/** The family and bytes by which the kernel files it: v4-mapped addresses as IPv4. */
function plain(address: RawAddress): [number, Buffer] {
  const family = address.readUInt16LE(0);
  if (family === 2) return [family, address.subarray(4, 8)];
  const bytes = address.subarray(8, 24);
  return bytes.subarray(0, 12).equals(mapped) ? [2, bytes.subarray(12)] : [family, bytes];
}
