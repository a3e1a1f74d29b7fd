import type { DnsMessage } from './message.js';

/** A message with other flags and other answers to the same question, and the same EDNS. */
export function assembled(
  { edns }: Pick<DnsMessage, 'edns'>,
  flags: number,
  /** Header, question and answers. */
  body: Buffer,
  answers: number,
): Buffer {
  const bytes = Buffer.concat([body, edns ?? Buffer.alloc(0)]);
  bytes.writeUInt16BE(flags, 2);
  bytes.writeUInt16BE(answers, 6);
  bytes.writeUInt16BE(0, 8);
  bytes.writeUInt16BE(edns === undefined ? 0 : 1, 10);
  return bytes;
}
