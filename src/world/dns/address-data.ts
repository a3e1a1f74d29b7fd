import { isIPv4 } from 'node:net';

/** The bytes of an address that `isIP` of node:net takes for one: 4, or 16 for version 6. */
export function addressData(address: string): Buffer {
  return isIPv4(address) ? ipv4(address) : ipv6(address);
}

function ipv4(address: string): Buffer {
  return Buffer.from(address.split('.').map(Number));
}

/** Words of 16 bits; `::` stands for as many zeros as are lacking, and the end may be IPv4. */
function ipv6(address: string): Buffer {
  const [head = '', tail] = address.split('::').map(words);
  const lacking = tail === undefined ? 0 : 32 - head.length - tail.length;
  return Buffer.from(head + '0'.repeat(lacking) + (tail ?? ''), 'hex');
}

function words(part: string): string {
  if (part === '') return '';
  return part
    .split(':')
    .map((word) => (word.includes('.') ? ipv4(word).toString('hex') : word.padStart(4, '0')))
    .join('');
}
