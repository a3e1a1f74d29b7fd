import { describe, expect, it } from 'vitest';
import { ChannelLine } from '../../../src/checkpoint/qemu/machine/channel-line.js';
import { JsonLines } from '../../../src/checkpoint/qemu/machine/json-lines.js';

const messages = [{ event: 'STOP' }, { return: 'zürich\n', id: 1 }, 7];
const bytes = Buffer.from(messages.map((message) => `${JSON.stringify(message)}\r\n`).join(''));

function readIn(chunkBytes: number): readonly unknown[] {
  const heard: unknown[] = [];
  const lines = new JsonLines((message) => heard.push(message));
  for (let at = 0; at < bytes.length; at += chunkBytes)
    lines.write(bytes.subarray(at, at + chunkBytes));
  return heard;
}

describe('lines of JSON', () => {
  it.each([1, 2, 3, 7, bytes.length])('arrive in pieces of %i bytes', (chunkBytes) => {
    expect(readIn(chunkBytes)).toEqual(messages);
  });

  it('are not JSON', () => {
    expect(() => new JsonLines(() => undefined).write(Buffer.from('{"a":\n'))).toThrow(SyntaxError);
  });
});

describe('where the channel lies', () => {
  it('is known when the first request has been rung', async () => {
    const line = new ChannelLine();
    for (const character of 'channel 10742 10741 3\n') line.hear(Buffer.from(character));
    expect(await Promise.race([line.pages, Promise.resolve('not yet')])).toBe('not yet');
    line.hear(Buffer.from('!'));
    expect(await line.pages).toEqual([10742, 10741, 3]);
  });
});
