import { isIPv4 } from 'node:net';
import { addressData } from './address-data.js';
import { assembled } from './assemble.js';
import { flag, headerBytes, readMessage, recordType, type DnsMessage } from './message.js';
import { addressesOf, type Names } from './zone.js';

const [internet, noSuchName] = [1, 3];
/** The server's own: takes 1232 bytes, knows no extension. */
const ownEdns = Buffer.from([0, 0, recordType.opt, 0x04, 0xd0, 0, 0, 0, 0, 0, 0]);

/** What a name server that knows these names, and no others, says. */
export function answerTo(bytes: Buffer, names: Names): Buffer | undefined {
  const query = readMessage(bytes);
  if (query === undefined || (query.flags & flag.response) !== 0) return undefined;
  const { question, answersAt } = query;
  const known = question.class === internet ? addressesOf(names, question.name) : undefined;
  const records = (known ?? []).filter((address) => isAsked(question.type, address)).map(record);
  const code = known === undefined ? noSuchName : 0;
  const flags = flag.response | flag.authoritative | flag.recursive | (query.flags & flag.wanted);
  const body = Buffer.concat([bytes.subarray(0, answersAt), ...records]);
  return assembled(ednsOf(query), flags | code, body, records.length);
}

function isAsked(type: number, address: string): boolean {
  return type === recordType.any || type === typeOf(address);
}

/** Whoever asks with EDNS is answered with it (RFC 6891, 6.1.1). */
function ednsOf({ edns }: DnsMessage): Pick<DnsMessage, 'edns'> {
  return { edns: edns && ownEdns };
}

/** The name is that of the question; nobody is to remember it for longer than this answer. */
function record(address: string): Buffer {
  const data = addressData(address);
  const head = Buffer.alloc(12);
  head.writeUInt16BE(0xc000 | headerBytes, 0);
  head.writeUInt16BE(typeOf(address), 2);
  head.writeUInt16BE(internet, 4);
  head.writeUInt16BE(data.length, 10);
  return Buffer.concat([head, data]);
}

function typeOf(address: string): number {
  return isIPv4(address) ? recordType.a : recordType.aaaa;
}
