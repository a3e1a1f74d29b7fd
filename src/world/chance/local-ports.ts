import { readPortRange, setPortRange } from '../../kernel/local-port-range.js';
import { localAddress } from '../../kernel/socket.js';
import { tcpInfo, tcpState } from '../../kernel/tcp-info.js';

/** ip_local_port_range of a network that nobody has configured. */
const firstPort = 32_768;
const lastPort = 60_999;

export interface PortsMark {
  readonly next: number;
  readonly bound: ReadonlySet<number>;
}

/**
 * The ports that sockets get which ask for none. The kernel chooses them at random, but from a
 * range that can be set for a socket: the next port in turn is all that it gets to choose from.
 */
export class LocalPorts {
  private next = firstPort;
  /** Of those in turn: what programs were bound to, whether they still are or not. */
  private readonly bound = new Set<number>();

  /** A program is about to bind a socket. @param port 0 where the kernel is to choose it */
  beforeBind(fd: number, port: number): void {
    const chosen = port === 0 ? this.prepare(fd) : port;
    if (chosen !== undefined && chosen >= firstPort && chosen <= lastPort) this.bound.add(chosen);
  }

  /** A call is about to be made for which the kernel gives the socket a port if it has none. */
  beforeUse(fd: number, isStream: boolean): void {
    // A connection that failed leaves its port in the address, although it has given it back.
    const lacksPort = isStream ? tcpInfo(fd)?.state === tcpState.close : portOf(fd) === 0;
    if (lacksPort) this.prepare(fd);
  }

  mark(): PortsMark {
    return { next: this.next, bound: new Set(this.bound) };
  }

  comeBackTo({ next, bound }: PortsMark): void {
    this.next = next;
    this.bound.clear();
    for (const port of bound) this.bound.add(port);
  }

  begin(): void {
    this.comeBackTo({ next: firstPort, bound: new Set() });
  }

  /** @returns the port that it gets if it has none; undefined where that cannot be told */
  private prepare(fd: number): number | undefined {
    const range = readPortRange(fd);
    // A program that has set a range itself has something in mind.
    if (range === undefined || range.first !== range.last) return undefined;
    const port = this.nextFree();
    setPortRange(fd, { first: port, last: port });
    return port;
  }

  private nextFree(): number {
    for (let tries = firstPort; this.bound.has(this.next) && tries < lastPort; tries++)
      this.next = after(this.next);
    const port = this.next;
    this.next = after(port);
    return port;
  }
}

function after(port: number): number {
  return port === lastPort ? firstPort : port + 1;
}

function portOf(fd: number): number {
  const address = localAddress(fd);
  return address?.kind === 'ip' ? address.port : 0;
}
