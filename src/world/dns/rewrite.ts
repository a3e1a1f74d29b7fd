import type { DnsFailure } from '../../model/consequence.js';
import { addressData } from './address-data.js';
import { assembled } from './assemble.js';
import { codeMask, flag, recordType, type DnsMessage } from './message.js';

/** What can be sent to somebody who has not asked for more (RFC 1035, 2.3.4; RFC 6891, 6.2.5). */
const roomFor = { plain: 512, extended: 1232 } as const;

/** Nobody can be reached there: see dead-address.ts; and RFC 6666 for version 6. */
export const deadAddress = { v4: '127.255.0.1', v6: '100::1' } as const;

const codes = { nxdomain: 3, servfail: 2, nodata: 0 } as const;

/** The answer of a name server that says something else, to the same question. */
export function rewritten(answer: DnsMessage, as: DnsFailure): Buffer {
  if (as === 'dead-first') return withDeadFirst(answer);
  // Nothing, from a server that does not ask others, would be a hint to ask elsewhere.
  const said = (answer.flags & ~codeMask) | flag.recursive | codes[as];
  return assembled(answer, said, answer.bytes.subarray(0, answer.answersAt), 0);
}

/**
 * An address that is dead before all others, each of which moves by one record: so nothing that
 * is pointed to from elsewhere in the message comes to lie elsewhere.
 */
function withDeadFirst(answer: DnsMessage): Buffer {
  const { bytes, question, answers, flags, edns } = answer;
  const dead = deadFor(question.type);
  const places = answers.filter(({ type }) => type === question.type);
  const [first, last] = [places[0], answers.at(-1)];
  if (dead === undefined || first === undefined || last === undefined) return bytes;
  const body = Buffer.from(bytes.subarray(0, last.end));
  let moved = dead;
  for (const { dataAt, end } of places) {
    const here = Buffer.from(body.subarray(dataAt, end));
    moved.copy(body, dataAt);
    moved = here;
  }
  const added = Buffer.concat([body, bytes.subarray(first.at, first.dataAt), moved]);
  const whole = assembled(answer, flags, added, answers.length + 1);
  const room = edns === undefined ? roomFor.plain : roomFor.extended;
  return whole.length <= room ? whole : assembled(answer, flags, body, answers.length);
}

function deadFor(type: number): Buffer | undefined {
  if (type === recordType.a) return addressData(deadAddress.v4);
  return type === recordType.aaaa ? addressData(deadAddress.v6) : undefined;
}
