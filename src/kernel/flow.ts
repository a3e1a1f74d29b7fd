import type { Flow } from './packet.js';

const mapped = Buffer.from('00000000000000000000ffff', 'hex');

/** The address of struct sockaddr as it stands in packets: v4-mapped ones as IPv4. */
export function addressIn(sockaddr: Buffer): Buffer {
  return sockaddr.length < 24 ? sockaddr.subarray(4, 8) : unmapped(sockaddr.subarray(8, 24));
}

function unmapped(address: Buffer): Buffer {
  const is = address.length === 16 && address.subarray(0, 12).equals(mapped);
  return is ? address.subarray(12) : address;
}

/** What is sent from one socket address to an IP address and a port. */
export function flowBetween(from: Buffer, to: Buffer, toPort: number): Flow {
  return {
    from: addressIn(from),
    fromPort: from.readUInt16BE(2),
    to: unmapped(to),
    toPort,
  };
}
