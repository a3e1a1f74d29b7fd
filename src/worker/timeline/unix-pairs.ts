import { unixSockets } from '../../kernel/unix-diag.js';
import type { OwnedFd } from '../../kernel/pidfd.js';
import type { SocketFacts } from '../../world/socket-facts.js';

/** Names for connections of UNIX sockets, whose ends have no addresses of their own. */
export class UnixPairs {
  private readonly names = new Map<string, string>();
  private diag: OwnedFd | undefined;

  /** @param makeDiag makes a socket of NETLINK_SOCK_DIAG in the network of the world */
  constructor(private readonly makeDiag: () => OwnedFd) {}

  begin(): void {
    this.names.clear();
    this.diag?.[Symbol.dispose]();
    this.diag = undefined;
  }

  /** @returns undefined for an end whose other end is not there, or not accepted yet */
  nameOf({ inode, local, peer }: SocketFacts): string | undefined {
    this.diag ??= this.makeDiag();
    const entry = unixSockets(this.diag.fd)?.find((one) => String(one.inode) === inode);
    if (entry?.peer === undefined || entry.peer === 0) return undefined;
    const key = [entry.inode, entry.peer].sort((a, b) => a - b).join('-');
    const known = this.names.get(key);
    if (known !== undefined) return known;
    const name = `unix ${peer ?? local ?? ''} #${String(this.names.size + 1)}`;
    this.names.set(key, name);
    return name;
  }
}
