import type { SocketView } from '../model/choice-point.js';
import type { CallGroup } from './call.js';
import { roleByAddress, roleOf } from './role.js';
import type { Situation } from './situation.js';

interface Use {
  readonly call: { readonly group: CallGroup };
  readonly socket: Omit<SocketView, 'role'>;
  readonly inode?: string;
  readonly address?: string;
}

/** What the sockets of a run were used for so far, by inode. */
export class SocketHistory {
  constructor(
    private readonly roles = new Map<string, string>(),
    private readonly past = new Map<string, Situation['past']>(),
  ) {}

  copy(): SocketHistory {
    return new SocketHistory(new Map(this.roles), new Map(this.past));
  }

  /** A socket keeps its role while its connection comes and goes. */
  role({ inode, socket, address, call }: Use): string | undefined {
    if (call.group === 'memory') return 'memory';
    if (inode === undefined) return 'new';
    if (address !== undefined) {
      const named = roleByAddress(call.group, socket.type, address);
      if (socket.type !== 'dgram') this.roles.set(inode, named);
      return named;
    }
    const seen = roleOf(socket);
    if (seen !== undefined && !seen.endsWith('*')) this.roles.set(inode, seen);
    return this.roles.get(inode) ?? seen ?? (socket.family === 'unix' ? undefined : 'unbound');
  }

  /** What was done with the socket before; from now on this call was, too. */
  pastOf({ inode = '', call: { group } }: Use): Situation['past'] {
    const past = this.past.get(inode) ?? { connects: false, sends: false };
    const connects = past.connects || group === 'connect';
    const sends = past.sends || group === 'send' || group === 'send-many';
    if (inode !== '') this.past.set(inode, { connects, sends });
    return past;
  }
}
