import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { dnsFailures } from '../../../../src/model/consequence.js';
import { answerTo } from '../../../../src/world/dns/answer.js';
import { readMessage, recordType } from '../../../../src/world/dns/message.js';
import { deadAddress, rewritten } from '../../../../src/world/dns/rewrite.js';
import { answerFor, codeOf, addressesIn, query, recordOf } from './samples.js';

const names = { 'db.example': ['127.0.0.1', '127.0.0.2', '::1'] };

function asked(type: number, withEdns = false): Buffer {
  return answerTo(query('db.example', type, withEdns), names) ?? Buffer.alloc(0);
}

function readAgain(bytes: Buffer, as: (typeof dnsFailures)[number]): Buffer {
  const message = readMessage(bytes);
  if (message === undefined) throw new Error('no message');
  return rewritten(message, as);
}

describe('an answer that is rewritten', () => {
  test.each([
    ['nxdomain', 3],
    ['servfail', 2],
    ['nodata', 0],
  ] as const)('to %s has its code and no records', (as, code) => {
    const bytes = readAgain(asked(recordType.a, true), as);
    expect(codeOf(bytes)).toBe(code);
    expect(readMessage(bytes)).toMatchObject({ answers: [], question: { name: 'db.example' } });
    expect(readMessage(bytes)?.edns, 'EDNS is kept').toHaveLength(11);
    expect(bytes.readUInt16BE(0), 'so is what it answers').toBe(0x1234);
  });

  test('to a dead address first keeps the others behind it', () => {
    const bytes = readAgain(asked(recordType.a), 'dead-first');
    expect(addressesIn(bytes)).toEqual([deadAddress.v4, '127.0.0.1', '127.0.0.2']);
    expect(codeOf(bytes)).toBe(0);
  });

  test('to a dead address of version 6', () => {
    expect(addressesIn(readAgain(asked(recordType.aaaa), 'dead-first'))[0]).toBe(
      '100:0:0:0:0:0:0:1',
    );
  });

  test('keeps records that addresses are reached by, and pointers into them', () => {
    const alias = recordOf('www.example', 5, Buffer.from([2, 100, 98, 0xc0, 16]));
    const owner = Buffer.from([0xc0, 41]);
    const real = recordOf(owner, 1, Buffer.from([127, 0, 0, 1]));
    const bytes = readAgain(answerFor('www.example', 1, [alias, real]), 'dead-first');
    const message = readMessage(bytes);
    expect(message?.answers.map(({ type }) => type)).toEqual([5, 1, 1]);
    expect(addressesIn(bytes)).toEqual([deadAddress.v4, '127.0.0.1']);
  });

  test('is as it was where it has no address', () => {
    const bytes = answerTo(query('db.example', 15), names) ?? Buffer.alloc(0);
    expect(readAgain(bytes, 'dead-first').equals(bytes)).toBe(true);
  });

  test('that would not fit any more loses its last address', () => {
    const records = Array.from({ length: 29 }, (_, i) =>
      recordOf(Buffer.from([0xc0, 12]), 1, Buffer.from([127, 0, 0, i])),
    );
    const bytes = answerFor('db.example', 1, records);
    expect(bytes.length + 16).toBeGreaterThan(496);
    const again = readAgain(bytes, 'dead-first');
    expect(again.length).toBeLessThanOrEqual(512);
    expect(addressesIn(again).slice(0, 2)).toEqual([deadAddress.v4, '127.0.0.0']);
  });
});

test('no message can lead the reader astray', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), fc.nat(80), (noise, cut) => {
      const good = asked(recordType.a, true);
      const bytes = Buffer.concat([good.subarray(0, cut), noise]);
      const message = readMessage(bytes);
      if (message === undefined) return;
      for (const as of dnsFailures) expect(rewritten(message, as).length).toBeGreaterThan(11);
    }),
  );
});
