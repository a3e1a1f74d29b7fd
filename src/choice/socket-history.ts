import type { ChoicePoint, SocketView } from '../model/choice-point.js';
import { singly, type Outcome } from '../model/outcome.js';
import type { Decision } from '../model/path.js';
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
    private readonly promises = new Map<string, Decision>(),
  ) {}

  copy(): SocketHistory {
    return new SocketHistory(new Map(this.roles), new Map(this.past), new Map(this.promises));
  }

  /** What is known of the sockets that are still there. */
  state(isThere: (socket: string) => boolean): unknown {
    const { roles, past, promises } = this;
    const known = [...new Set([...roles.keys(), ...past.keys(), ...promises.keys()])];
    return known.filter(isThere).map((socket) => {
      const promise = promises.get(socket)?.outcome;
      return [socket, roles.get(socket), past.get(socket), promise];
    });
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

  /**
   * A connection that fails later is refused, whatever the error: that is what the kernel can be
   * made to do. Where the program asks for the error it is told the one that was chosen.
   */
  decided({ id, call }: ChoicePoint, outcome: Outcome, inode: string | undefined): void {
    const isLater = call === 'connect' && outcome.kind === 'so_error';
    if (inode !== undefined && isLater && outcome.errno !== 'ECONNREFUSED')
      this.promises.set(inode, { at: id, outcome: singly(outcome) });
  }

  /** What SO_ERROR says, because it was chosen when the socket was to be connected; once. */
  promised({ inode = '', call: { group }, socket }: Use): Decision | undefined {
    const promise = group === 'so-error' ? this.promises.get(inode) : undefined;
    this.promises.delete(promise === undefined ? '' : inode);
    return socket.peer === undefined ? promise : undefined;
  }
}
