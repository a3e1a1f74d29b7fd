import { readMessage, recordType } from '../../../../src/world/dns/message.js';

function nameOf(text: string): Buffer {
  const labels = text.split('.').map((label) => [label.length, ...Buffer.from(label)]);
  return Buffer.from([...labels.flat(), 0]);
}

/** A question as a C library asks it. */
export function query(name: string, type: number, withEdns = false): Buffer {
  const header = Buffer.from([0x12, 0x34, 1, 0, 0, 1, 0, 0, 0, 0, 0, withEdns ? 1 : 0]);
  const edns = [0, 0, recordType.opt, 4, 0xd0, 0, 0, 0, 0, 0, 0];
  const question = Buffer.from([...nameOf(name), 0, type, 0, 1]);
  return Buffer.concat([header, question, Buffer.from(withEdns ? edns : [])]);
}

export function recordOf(owner: string | Buffer, type: number, data: Buffer): Buffer {
  const name = typeof owner === 'string' ? nameOf(owner) : owner;
  return Buffer.concat([name, Buffer.from([0, type, 0, 1, 0, 0, 0, 9, 0, data.length]), data]);
}

export function answerFor(name: string, type: number, records: readonly Buffer[]): Buffer {
  const bytes = Buffer.concat([query(name, type), ...records]);
  bytes.writeUInt16BE(0x8180, 2);
  bytes.writeUInt16BE(records.length, 6);
  return bytes;
}

export function codeOf(bytes: Buffer): number {
  return bytes.readUInt16BE(2) & 0xf;
}

/** The addresses in the answers, in their order. */
export function addressesIn(bytes: Buffer): readonly string[] {
  const { answers = [] } = readMessage(bytes) ?? {};
  return answers.flatMap(({ type, dataAt, end }) => {
    const data = bytes.subarray(dataAt, end);
    if (type === recordType.a) return [[...data].join('.')];
    if (type !== recordType.aaaa) return [];
    const words = Array.from({ length: 8 }, (_, i) => data.readUInt16BE(i * 2).toString(16));
    return [words.join(':')];
  });
}
