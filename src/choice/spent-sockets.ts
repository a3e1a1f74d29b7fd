import type { SocketView } from '../model/choice-point.js';
import type { CallGroup } from './call.js';
import { needsConnection } from './needs-connection.js';

interface Use {
  readonly call: { readonly group: CallGroup };
  readonly socket: Omit<SocketView, 'role'>;
  readonly inode?: string;
}

/**
 * Sockets without a connection at which a program moves data all the same: netcat writes
 * thousands of times. What the calls answer is settled; the first of them stands for all.
 */
export class SpentSockets {
  constructor(private readonly inodes = new Set<string>()) {}

  copy(): SpentSockets {
    return new SpentSockets(new Set(this.inodes));
  }

  /** Whether a call is another one of these. */
  isMore({ call, socket, inode = '' }: Use): boolean {
    const isTcp = socket.type === 'stream' && socket.family !== 'unix';
    if (!isTcp || socket.peer !== undefined || !needsConnection(call.group)) {
      this.inodes.delete(inode);
      return false;
    }
    if (this.inodes.has(inode)) return true;
    this.inodes.add(inode);
    return false;
  }
}
