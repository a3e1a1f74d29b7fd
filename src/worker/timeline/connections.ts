import type { SocketView } from '../../model/choice-point.js';
import { addressText, socketFacts, type SocketFacts } from '../../world/socket-facts.js';
import { parseAddress } from '../../kernel/socket.js';
import { readMemory } from '../../kernel/process-memory.js';
import type { OpenCall } from './open-call.js';
import type { UnixPairs } from './unix-pairs.js';

/** A socket by its inode, and what it was connected to when a call on it returned. */
export interface ConnectedSocket {
  readonly inode?: string;
  readonly connection?: string;
}

/** Which sockets talk to each other: both ends of a connection get one name. */
export class Connections {
  private readonly bySocket = new Map<string, string>();

  constructor(private readonly pairs: UnixPairs) {}

  begin(): void {
    this.bySocket.clear();
    this.pairs.begin();
  }

  /** The connection of a socket, which may have been told apart only after its first calls. */
  of({ inode, connection }: ConnectedSocket): string | undefined {
    return connection ?? (inode === undefined ? undefined : this.bySocket.get(inode));
  }

  /** What a call was about that has returned; accept(2) tells of the connection it has made. */
  look(call: OpenCall, result: number): ConnectedSocket {
    if (call.seen === undefined) return {};
    const { group } = call.seen.facts.call;
    const makes = (group === 'accept' || group === 'socket') && result >= 0;
    const fd = makes ? result : call.seen.facts.socket.fd;
    const facts = fd < 0 ? undefined : socketFacts(call.thread.tid, fd);
    if (facts === undefined) return {};
    const { inode } = facts;
    const connection = this.nameOf(facts, call) ?? this.bySocket.get(inode);
    if (connection !== undefined && facts.peer !== undefined) this.bySocket.set(inode, connection);
    return { inode, ...(connection === undefined ? {} : { connection }) };
  }

  private nameOf(facts: SocketFacts, call: OpenCall): string | undefined {
    if (facts.listening) return undefined;
    if (facts.family === 'unix' && facts.type !== 'dgram') return this.pairs.nameOf(facts);
    const other = facts.peer ?? named(call) ?? sourceOf(call);
    if (facts.family === 'unix') return other ?? facts.local;
    if (facts.local === undefined || other === undefined) return undefined;
    const ends = [facts.local, other].map((end) => plain(end, other)).sort();
    return `${transport(facts.type)} ${ends.join(' - ')}`;
  }
}

function transport(type: SocketView['type']): string {
  return type === 'stream' ? 'tcp' : type === 'dgram' ? 'udp' : type;
}

/** Whom connect(2) or a call that sends names. */
function named({ seen }: OpenCall): string | undefined {
  return seen?.facts.call.group === 'bind' ? undefined : seen?.facts.address;
}

/** Of recvfrom(2): who has sent it, where the program asks for that. */
function sourceOf({ seen, thread, asMade }: OpenCall): string | undefined {
  if (seen?.facts.call.name !== 'recvfrom') return undefined;
  const [at, lengthAt] = [asMade.number('r8'), asMade.number('r9')];
  const length = at === 0 ? Buffer.alloc(0) : readMemory(thread.tid, lengthAt, 4);
  if (length.length < 4) return undefined;
  const bytes = readMemory(thread.tid, at, Math.min(length.readUInt32LE(0), 128));
  return addressText(parseAddress(bytes));
}

/** As the other end has it: not as version 6 of an address of version 4, and not as `any`. */
function plain(end: string, other: string): string {
  const mapped = end.replace(/^\[::ffff:([\d.]+)\]/, '$1');
  const isV6 = other.startsWith('[') && !other.startsWith('[::ffff:');
  return mapped.replace(/^0\.0\.0\.0:|^\[::\]:/, isV6 ? '[::1]:' : '127.0.0.1:');
}
