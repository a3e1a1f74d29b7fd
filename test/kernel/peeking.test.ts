import { afterEach, beforeEach, expect, test } from 'vitest';
import { errnoName } from '../../src/abi/errno.js';
import { nr } from '../../src/abi/syscalls.js';
import { countDatagrams } from '../../src/kernel/datagram-count.js';
import { peekDatagrams } from '../../src/kernel/datagrams.js';
import { bindSocket, close, connect, errno, recv, send, syscall } from '../../src/kernel/ffi.js';
import { rawAddresses } from '../../src/kernel/socket.js';
import { getOption, setOption } from '../../src/kernel/socket-option.js';

const [afInet, datagrams, ofSocket] = [2, 2, 1];
const peekOffset = 42; // SO_PEEK_OFF
const peek = 2; // MSG_PEEK
let receiver = -1;
let sender = -1;

/** Two sockets that are connected with each other. */
beforeEach(() => {
  [receiver, sender] = [bound(), bound()];
  for (const [one, other] of [
    [receiver, sender],
    [sender, receiver],
  ] as const) {
    const { local } = rawAddresses(other);
    expect(connect(one, local, local.length)).toBe(0);
  }
});

afterEach(() => {
  close(receiver);
  close(sender);
});

function bound(): number {
  const fd = syscall(nr.socket, afInet, datagrams, 0);
  const address = Buffer.alloc(16);
  address.writeUInt16LE(afInet, 0);
  address.set([127, 0, 0, 1], 4);
  expect(bindSocket(fd, address, address.length)).toBe(0);
  return fd;
}

test('a program that looks ahead goes on where it was after its queue was looked at', () => {
  const bytes = Buffer.alloc(4);
  for (const text of ['one', 'two']) send(sender, Buffer.from(text), 3, 0);
  setOption(receiver, ofSocket, peekOffset, 0);
  expect(recv(receiver, bytes, 2, peek)).toBe(2);
  expect(countDatagrams(receiver, 3)).toBe(2);
  expect(peekDatagrams(receiver, { v4: false, v6: false })).toHaveLength(2);
  expect(getOption(receiver, ofSocket, peekOffset)).toBe(2);
  expect(recv(receiver, bytes, 1, peek)).toBe(1);
  expect(bytes.toString('latin1', 0, 1)).toBe('e');
});

test('a program gets the error that it would, though its datagrams were looked for', () => {
  for (const text of ['one', 'two']) send(sender, Buffer.from(text), 3, 0);
  close(sender);
  sender = -1;
  send(receiver, Buffer.from('nobody'), 6, 0);
  expect(countDatagrams(receiver, 3)).toBe(0);
  expect(recv(receiver, Buffer.alloc(4), 4, 0)).toBe(-1);
  expect(errnoName(errno())).toBe('ECONNREFUSED');
  expect(countDatagrams(receiver, 3)).toBe(2);
});
