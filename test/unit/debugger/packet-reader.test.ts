import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { frame } from '../../../src/debugger/wire/framing.js';
import { PacketReader, type Message } from '../../../src/debugger/wire/packet-reader.js';

function read(bytes: Buffer, pieceBytes = bytes.length): readonly Message[] {
  const reader = new PacketReader();
  const messages: Message[] = [];
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    reader.feed(bytes.subarray(at, at + pieceBytes));
    for (let one = reader.next(); one !== undefined; one = reader.next()) messages.push(one);
  }
  return messages;
}

describe('packets of the remote protocol', () => {
  it('are framed with their checksum', () => {
    expect(frame('OK').toString('latin1')).toBe('$OK#9a');
    expect(frame('}').toString('latin1')).toBe('$}]#da');
  });

  it('come out as they went in, in whatever pieces', () => {
    const text = fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes));
    fc.assert(
      fc.property(fc.array(text), fc.integer({ min: 1, max: 9 }), (payloads, pieceBytes) => {
        const sent = payloads.map((bytes) => bytes.toString('latin1'));
        const messages = read(Buffer.concat(sent.map(frame)), pieceBytes);
        expect(messages).toEqual(sent.map((payload) => ({ kind: 'packet', payload })));
      }),
    );
  });

  it('are told from acknowledgments, Ctrl-C and what is damaged', () => {
    expect(read(Buffer.from('+$g#67+\x03-$g#68'))).toEqual([
      { kind: 'packet', payload: 'g' },
      { kind: 'interrupt' },
      { kind: 'damaged' },
    ]);
  });
});
