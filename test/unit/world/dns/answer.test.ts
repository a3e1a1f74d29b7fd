import { expect, test } from 'vitest';
import { addressData } from '../../../../src/world/dns/address-data.js';
import { answerTo } from '../../../../src/world/dns/answer.js';
import { readMessage, recordType } from '../../../../src/world/dns/message.js';
import { addressesOf } from '../../../../src/world/dns/zone.js';
import { addressesIn, codeOf, query } from './samples.js';

const names = {
  'db.example': ['127.0.0.1', '::1'],
  '*.example': ['127.0.0.2'],
  'v6.test': ['::1'],
};

function answered(name: string, type: number): Buffer {
  return answerTo(query(name, type), names) ?? Buffer.alloc(0);
}

test.each([
  ['db.example', recordType.a, ['127.0.0.1'], 0],
  ['DB.Example', recordType.a, ['127.0.0.1'], 0],
  ['db.example', recordType.aaaa, ['0:0:0:0:0:0:0:1'], 0],
  ['db.example', recordType.any, ['127.0.0.1', '0:0:0:0:0:0:0:1'], 0],
  ['db.example', 15, [], 0],
  ['other.example', recordType.a, ['127.0.0.2'], 0],
  ['deep.other.example', recordType.a, ['127.0.0.2'], 0],
  ['example', recordType.a, [], 3],
  ['v6.test', recordType.a, [], 0],
  ['nowhere', recordType.a, [], 3],
])('%s, type %i: %j', (name, type, addresses, code) => {
  const bytes = answered(name, type);
  expect(addressesIn(bytes)).toEqual(addresses);
  expect(codeOf(bytes)).toBe(code);
  expect(readMessage(bytes)?.question.type).toBe(type);
});

test('EDNS is answered with EDNS', () => {
  const bytes = answerTo(query('db.example', recordType.a, true), names) ?? Buffer.alloc(0);
  expect(readMessage(bytes)?.edns).toHaveLength(11);
  expect(readMessage(answered('db.example', recordType.a))?.edns).toBeUndefined();
});

test('an answer is not answered, nor is what is no question', () => {
  expect(answerTo(answered('db.example', recordType.a), names)).toBeUndefined();
  expect(answerTo(Buffer.from('hello'), names)).toBeUndefined();
});

test('the nearest wildcard counts', () => {
  const wild = { '*': ['1'], '*.a': ['2'], '*.b.a': ['3'], 'x.b.a': ['4'] };
  const found = ['x.b.a', 'y.b.a', 'c.a', 'a', 'toString'].map((name) => addressesOf(wild, name));
  expect(found).toEqual([['4'], ['3'], ['2'], ['1'], ['1']]);
  expect(addressesOf({}, 'constructor')).toBeUndefined();
});

test.each([
  ['127.0.0.1', '7f000001'],
  ['::1', '00000000000000000000000000000001'],
  ['::', '00000000000000000000000000000000'],
  ['fd00::a:b', 'fd0000000000000000000000000a000b'],
  ['1:2:3:4:5:6:7:8', '00010002000300040005000600070008'],
  ['::ffff:127.0.0.1', '00000000000000000000ffff7f000001'],
])('the bytes of %s', (address, bytes) => {
  expect(addressData(address).toString('hex')).toBe(bytes);
});
