import { expect, test } from 'vitest';
import { parseAddress } from '../../../src/kernel/socket.js';

/** struct sockaddr: the family in the machine's order, the rest as given. */
function sockaddr(family: number, rest: string): Buffer {
  const head = Buffer.alloc(2);
  head.writeUInt16LE(family);
  return Buffer.concat([head, Buffer.from(rest, 'hex')]);
}

const v6 = (address: string): Buffer => sockaddr(10, `0050${'00'.repeat(4)}${address}00000000`);

test.each([
  ['127.0.0.1', sockaddr(2, '00507f000001'), false],
  ['::', v6('00'.repeat(16)), true],
  ['::1', v6(`${'00'.repeat(15)}01`), true],
  ['fe80::1', v6(`fe80${'00'.repeat(13)}01`), true],
  ['1:2:3:4:5:6:7:8', v6('00010002000300040005000600070008'), true],
  ['::ffff:10.0.0.1', v6(`${'00'.repeat(10)}ffff0a000001`), true],
])('%s', (address, bytes, isV6) => {
  expect(parseAddress(bytes)).toEqual({ kind: 'ip', address, port: 80, v6: isV6 });
});

test.each([
  ['/run/app', Buffer.from('/run/app\0rest').toString('hex')],
  ['@abstract', Buffer.from('\0abstract').toString('hex')],
])('the local address %s', (path, rest) => {
  expect(parseAddress(sockaddr(1, rest))).toEqual({ kind: 'path', path });
});

test('what is none', () => {
  expect(parseAddress(sockaddr(1, ''))).toEqual({ kind: 'unnamed' });
  expect(parseAddress(sockaddr(16, '0000'))).toBeUndefined();
  expect(parseAddress(sockaddr(2, '0050'))).toBeUndefined();
  expect(parseAddress(Buffer.alloc(1))).toBeUndefined();
});
