import { rawAddresses } from '../../../../kernel/socket.js';
import { tcpInfo, tcpState } from '../../../../kernel/tcp-info.js';
import { disconnectSilently } from '../../../../kernel/tcp-repair.js';
import { readReceived, readStream, type TcpStream } from '../../../../kernel/tcp-stream.js';
import type { FrozenWorld } from '../../frozen-world.js';
import { refuse } from '../../refusal.js';
import { acceptAll } from '../../../../kernel/accept-all.js';
import { tupleOf } from './address.js';
import type { Look } from './look.js';
import { fillQueue, type Client } from './pending.js';
import { forget } from './silence.js';
import type { Pending, TcpSocket } from './tcp-socket.js';

interface Member {
  readonly pending: Pending;
  /** Undefined when it has been reset. */
  readonly stream: TcpStream | undefined;
}

/**
 * The connections that wait to be accepted. The kernel shows nothing of them but by accepting
 * them, and takes none back: after they have been looked at they have to be made anew.
 */
export class Queue {
  private constructor(
    readonly look: Look,
    readonly members: readonly Member[],
  ) {}

  static take(look: Look): readonly Queue[] {
    if (look.info.state !== tcpState.listen || look.info.queued === 0) return [];
    return [
      new Queue(
        look,
        acceptAll(look.copy).map(({ fd, client }) => read(fd, client)),
      ),
    ];
  }

  get pending(): readonly Pending[] {
    return this.members.map(({ pending }) => pending);
  }

  /** @throws RewindRefused when a connection could not be made anew */
  mustHaveClients(ends: ReadonlyMap<string, unknown>): void {
    for (const { finished, reset, client, listener } of this.pending)
      if (!finished && !reset && !ends.has(tupleOf(client, listener)))
        refuse('a connection to be accepted whose other end is not there');
  }

  putBack(sockets: readonly TcpSocket[], looks: readonly Look[], world: FrozenWorld): void {
    const waiting = new Set(this.pending.map(({ client, listener }) => tupleOf(client, listener)));
    const clients = sockets.flatMap((socket, i): readonly Client[] => {
      const copy = looks[i]?.copy ?? -1;
      const is = socket.kind === 'connected' && waiting.has(tupleOf(socket.local, socket.peer));
      return is ? [{ socket, copy }] : [];
    });
    for (const { copy } of clients) disconnectSilently(copy);
    fillQueue(this.look.copy, this.pending, clients, world);
  }
}

function read(fd: number, client: Buffer): Member {
  const { local } = rawAddresses(fd);
  const state = tcpInfo(fd)?.state;
  const finished = state === tcpState.closeWait;
  const ends = { finSent: false, finReceived: finished };
  const reset = state === tcpState.close;
  const stream = reset ? undefined : readStream(fd, ends);
  const received = stream?.received ?? readReceived(fd);
  forget(fd);
  return { pending: { client, listener: local, received, finished, reset }, stream };
}
