import { fstatSync } from 'node:fs';
import { remoteAddress } from '../../../../kernel/proc-net.js';
import { tcpState } from '../../../../kernel/tcp-info.js';
import { readReceived, readStream } from '../../../../kernel/tcp-stream.js';
import type { FrozenWorld } from '../../frozen-world.js';
import { refuse } from '../../refusal.js';
import type { Taken } from '../family.js';
import { ownerOf } from '../open-file.js';
import { isBound } from './binding.js';
import { endsOf, hasError, isConnected, isOver, lookAt, type Look } from './look.js';
import { matchEnds, movingData, type Matched } from './match-ends.js';
import { takeError } from './over.js';
import { Queue } from './queue.js';
import type { Common, TcpSocket } from './tcp-socket.js';

const afInet6 = 10;
const oNonblock = 0o4000;

const attempts = 10;

/** All TCP sockets of a world; they are left as they were. @throws RewindRefused */
export function captureAll(taken: readonly Taken[], world: FrozenWorld): readonly TcpSocket[] {
  for (let attempt = 1; ; attempt++) {
    const { sockets, refusal } = captureOnce(taken, world);
    if (refusal === undefined) return sockets;
    if (refusal.message !== movingData || attempt === attempts) throw refusal;
  }
}

function captureOnce(taken: readonly Taken[], world: FrozenWorld): Matched {
  const looks = lookAt(taken);
  const sockets = looks.map((look) => captureOne(look, world));
  const queues = looks.flatMap((look) => Queue.take(look));
  const matched = matchEnds(sockets, looks, queues);
  for (const queue of queues) queue.putBack(matched.sockets, looks, world);
  return matched;
}

function captureOne(look: Look, world: FrozenWorld): TcpSocket {
  const { copy, peer, info, local } = look;
  const common = commonOf(look, world);
  if (info.state === tcpState.listen)
    return { ...common, kind: 'listening', backlog: info.backlog, pending: [] };
  if (isOver(look)) {
    const neverOpen = info.options === 0;
    const over = { ...common, kind: 'over', received: readReceived(copy), neverOpen } as const;
    const error = hasError(look) ? takeError(copy, over, world) : undefined;
    return { ...over, error };
  }
  if (info.state === tcpState.close)
    return { ...common, kind: 'closed', bound: isBound(copy, local, world) };
  if (!isConnected(look)) return { ...common, kind: 'connecting', peer: askedFor(look) };
  if (peer === undefined) refuse('a connection without an address');
  const ends = endsOf(look);
  const stream = readStream(copy, ends);
  return { ...common, kind: 'connected', peer, stream, ends, ...unmatched };
}

function askedFor({ taken, copy, domain }: Look): Buffer {
  const [tid] = ownerOf(taken.file).process.threads.keys();
  const { ino } = fstatSync(copy);
  const address = tid === undefined ? undefined : remoteAddress(tid, ino, domain === afInet6);
  if (address === undefined) refuse('a connection without an address');
  return address;
}

const unmatched = { undelivered: Buffer.alloc(0), other: 'here' } as const;

function commonOf({ taken, copy, domain, local }: Look, world: FrozenWorld): Common {
  return {
    domain,
    local,
    options: world.options.read(taken.file, copy, 'tcp', domain),
    nonBlocking: (taken.file.info.flags & oNonblock) !== 0,
  };
}
