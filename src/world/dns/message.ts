import { readName } from './name.js';

/** What is read of a message of the domain name system (RFC 1035, 4.1). */
export interface DnsMessage {
  readonly bytes: Buffer;
  readonly id: number;
  readonly flags: number;
  readonly question: Question;
  /** Where the question ends and the answers begin. */
  readonly answersAt: number;
  readonly answers: readonly DnsRecord[];
  /** The pseudo-record of EDNS (RFC 6891), as it stands in the message. */
  readonly edns: Buffer | undefined;
}

export interface Question {
  /** In small letters, without the dot at the end. */
  readonly name: string;
  readonly type: number;
  readonly class: number;
}

/** A record, by where its parts lie in the message. */
interface DnsRecord {
  readonly at: number;
  readonly type: number;
  readonly dataAt: number;
  readonly end: number;
}

export const recordType = { a: 1, aaaa: 28, opt: 41, any: 255 } as const;
export const headerBytes = 12;
/** QR, AA, RD and RA. */
export const flag = { response: 0x8000, authoritative: 0x400, wanted: 0x100, recursive: 0x80 };
/** Where the code of an answer lies, and what is asked for other than by a standard query. */
export const codeMask = 0xf;
const opcodeMask = 0x7800;

/** @returns undefined for what is no standard query with one question, or no answer to one */
export function readMessage(bytes: Buffer): DnsMessage | undefined {
  if (bytes.length < headerBytes) return undefined;
  const [id, flags] = [bytes.readUInt16BE(0), bytes.readUInt16BE(2)];
  if ((flags & opcodeMask) !== 0 || bytes.readUInt16BE(4) !== 1) return undefined;
  const name = readName(bytes, headerBytes);
  if (name === undefined || name.end + 4 > bytes.length) return undefined;
  const question = {
    name: name.text,
    type: bytes.readUInt16BE(name.end),
    class: bytes.readUInt16BE(name.end + 2),
  };
  const answersAt = name.end + 4;
  const counts = [6, 8, 10].map((at) => bytes.readUInt16BE(at));
  const records = readRecords(bytes, answersAt, counts[0] ?? 0, counts[1] ?? 0, counts[2] ?? 0);
  return records && { bytes, id, flags, question, answersAt, ...records };
}

type Records = Pick<DnsMessage, 'answers' | 'edns'>;

function readRecords(
  bytes: Buffer,
  from: number,
  answered: number,
  authorities: number,
  additional: number,
): Records | undefined {
  const answers: DnsRecord[] = [];
  let [at, edns]: [number, Buffer | undefined] = [from, undefined];
  for (let i = 0; i < answered + authorities + additional; i++) {
    const record = readRecord(bytes, at);
    if (record === undefined) return undefined;
    if (i < answered) answers.push(record);
    if (record.type === recordType.opt) edns = bytes.subarray(at, record.end);
    at = record.end;
  }
  return { answers, edns };
}

function readRecord(bytes: Buffer, at: number): DnsRecord | undefined {
  const name = readName(bytes, at);
  if (name === undefined || name.end + 10 > bytes.length) return undefined;
  const dataAt = name.end + 10;
  const end = dataAt + bytes.readUInt16BE(name.end + 8);
  if (end > bytes.length) return undefined;
  return { at, type: bytes.readUInt16BE(name.end), dataAt, end };
}
