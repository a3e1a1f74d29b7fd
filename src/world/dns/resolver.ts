import { errnoName } from '../../abi/errno.js';
import { drain, takeDatagram } from '../../kernel/datagrams.js';
import { bindSocket, errno, sendto } from '../../kernel/ffi.js';
import type { OwnedFd } from '../../kernel/pidfd.js';
import type { Puppet } from '../../tracer/puppet.js';
import { WorldRefused } from '../refusal.js';
import { socketOfWorld } from '../world-socket.js';
import { answerTo } from './answer.js';
import type { Names } from './zone.js';

const [afInet, datagram, udp] = [2, 2, 17];
/** struct sockaddr_in of 127.0.0.1, port 53. */
const place = Buffer.from([afInet, 0, 0, 53, 127, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0]);

/**
 * A name server in the network of the world that is no program: its socket belongs to us, and who
 * asks is answered before the world counts as waiting. So it costs no process, and has no state
 * that a snapshot would have to hold.
 */
export class Resolver implements Disposable {
  private socket: OwnedFd;

  /** @throws WorldRefused */
  constructor(
    private readonly init: Puppet,
    private readonly names: Names,
  ) {
    this.socket = openSocket(init);
  }

  /** The world has got another network. */
  renew(): void {
    const socket = openSocket(this.init);
    this.socket[Symbol.dispose]();
    this.socket = socket;
  }

  /** Answer all who have asked. @returns whether anybody had */
  serve(): boolean {
    let served = false;
    for (let asked = this.next(); asked !== undefined; asked = this.next()) {
      served = true;
      const answer = answerTo(asked.data, this.names);
      const { from } = asked;
      if (answer !== undefined) sendto(this.socket.fd, answer, answer.length, 0, from, from.length);
    }
    return served;
  }

  /** What was asked in a past that has not happened. */
  forget(): void {
    drain(this.socket.fd);
  }

  [Symbol.dispose](): void {
    this.socket[Symbol.dispose]();
  }

  private next(): ReturnType<typeof takeDatagram> {
    return takeDatagram(this.socket.fd);
  }
}

function openSocket(init: Puppet): OwnedFd {
  const socket = socketOfWorld(init, afInet, datagram, udp);
  if (bindSocket(socket.fd, place, place.length) === 0) return socket;
  const refused = errnoName(errno());
  socket[Symbol.dispose]();
  throw new WorldRefused('network', refused, 'bind 127.0.0.1:53');
}
