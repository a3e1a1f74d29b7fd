import type { OwnedFd } from '../../../../kernel/pidfd.js';
import { isSameNetwork, unixSockets, type UnixEntry } from '../../../../kernel/unix-diag.js';
import { outgoingMemory } from '../../../../kernel/unix-queue.js';
import type { Puppet } from '../../../../tracer/puppet.js';
import type { FrozenWorld } from '../../frozen-world.js';
import { refuse } from '../../refusal.js';
import type { Taken } from '../family.js';
import { newDiagSocket } from '../tcp/world-socket.js';

/** Who is connected to whom: what the kernel says of all UNIX sockets of the world. */
export class Directory {
  private readonly unaccepted: ReadonlySet<number>;

  private constructor(
    private readonly entries: ReadonlyMap<number, UnixEntry>,
    private readonly taken: ReadonlyMap<number, Taken>,
  ) {
    this.unaccepted = new Set([...entries.values()].flatMap(({ pending }) => pending));
  }

  static read(taken: readonly Taken[], world: FrozenWorld): Directory {
    const diag = diagOf(world, taken[0]?.copy).fd;
    const all = unixSockets(diag) ?? refuse('UNIX sockets that cannot be listed');
    const entries = new Map(all.map((entry) => [entry.inode, entry]));
    return new Directory(entries, new Map(taken.map((one) => [inodeOf(one), one])));
  }

  entryOf(taken: Taken): UnixEntry {
    const entry = this.entries.get(inodeOf(taken));
    return entry ?? refuse('a UNIX socket of another network');
  }

  /** Which of the world's sockets has this inode. */
  keyOf(inode: number): string | undefined {
    return this.taken.get(inode)?.file.target;
  }

  /** Whether a listener has it in its queue. */
  isWaiting(inode: number): boolean {
    return this.unaccepted.has(inode);
  }

  /**
   * The world's sockets that wait in the queue of a listener. What they have sent already cannot
   * be seen before it is accepted.
   */
  waiting({ pending }: UnixEntry): readonly string[] {
    return pending.map((inode) => {
      const { file, copy } =
        this.taken.get(inode) ?? refuse('a UNIX connection that was closed before it is accepted');
      if (outgoingMemory(copy) > 0) refuse('a UNIX connection with data that is not accepted yet');
      return file.target;
    });
  }
}

const diagSockets = new WeakMap<Puppet, OwnedFd>();

/** One for each world, until that gets a new network. */
function diagOf(world: FrozenWorld, member: number | undefined): OwnedFd {
  const known = diagSockets.get(world.init);
  if (known !== undefined && (member === undefined || isSameNetwork(known.fd, member)))
    return known;
  known?.[Symbol.dispose]();
  const made = newDiagSocket(world);
  diagSockets.set(world.init, made);
  return made;
}

/** Its target may be the name of the socket whose place it took. */
function inodeOf({ file: { info } }: Taken): number {
  return Number(/^ino:\s*(\d+)/m.exec(info.text)?.[1]);
}
