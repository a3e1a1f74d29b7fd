import type { SocketView } from '../model/choice-point.js';
import type { CallGroup } from './call.js';
import { lacksConnection, needsConnection } from './needs-connection.js';

interface Use {
  readonly call: { readonly group: CallGroup };
  readonly socket: Omit<SocketView, 'role'>;
  readonly inode?: string;
}

/** So many calls in a row are still told. */
const most = 16;

/** What leads to nothing without a connection; waiting for it is told no more often. */
function isUseless({ group }: Use['call']): boolean {
  return needsConnection(group) || group === 'wait';
}

/**
 * Sockets without a connection at which a program moves data all the same: netcat writes
 * thousands of times. What the calls answer is settled; the first of them stand for all.
 */
export class SpentSockets {
  constructor(private readonly calls = new Map<string, number>()) {}

  copy(): SpentSockets {
    return new SpentSockets(new Map(this.calls));
  }

  state(isThere: (socket: string) => boolean): readonly unknown[] {
    return [...this.calls].filter(([socket]) => isThere(socket));
  }

  /** Whether a call is another one of these, after many. */
  isMore({ call, socket, inode = '' }: Use): boolean {
    if (!lacksConnection(socket) || !isUseless(call)) {
      this.calls.delete(inode);
      return false;
    }
    const count = (this.calls.get(inode) ?? 0) + 1;
    this.calls.set(inode, count);
    return count > most;
  }
}
