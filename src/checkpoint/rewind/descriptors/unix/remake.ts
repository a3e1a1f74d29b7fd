import { accept4 } from '../../../../kernel/ffi.js';
import { OwnedFd, Pidfd } from '../../../../kernel/pidfd.js';
import type { TracedProcess } from '../../../../tracer/tracee.js';
import type { FrozenWorld } from '../../frozen-world.js';
import { refuse } from '../../refusal.js';
import { ownerOf } from '../open-file.js';
import { pathOf } from './bound-name.js';
import { giveUp } from './orphan.js';
import { isLoose, isNamed, type UnixState } from './unix-state.js';

const afUnix = 1;
const closeOnExec = 0o2000000;

/**
 * Makes sockets anew, by calls of the processes that made them: the kernel notes who that was
 * (SO_PEERCRED).
 */
export class Remake {
  constructor(private readonly world: FrozenWorld) {}

  /** @returns the socket; what was made along with it is kept for when it is asked for */
  make(state: UnixState): OwnedFd {
    const { spare, copies } = state.group;
    if (!spare.has(state)) this.makeWithOthers(state);
    const made = spare.get(state) ?? refuse('a UNIX socket that cannot be made again');
    spare.delete(state);
    copies.set(state, made.fd);
    return made;
  }

  private makeWithOthers(state: UnixState): void {
    const peer = state.group.peerOf(state);
    if (isLoose(state)) this.put(state, this.makeAlone(state));
    else if (state.role === 'orphaned') this.makeOrphan(state);
    else if (state.role === 'pending') this.makeWaiting(state);
    else if (state.role === 'connected' && peer !== undefined) this.makePair(state, peer);
    else this.put(state, this.makeAlone(state));
  }

  private makePair(state: UnixState, peer: UnixState): void {
    const [one, other] = this.connect(state, peer);
    this.put(state, one);
    this.put(peer, other);
  }

  /** Its other end is made, does what it did, and is closed. */
  private makeOrphan(state: UnixState): void {
    const [survivor, ghost] = this.connect(state, undefined);
    this.put(state, survivor);
    giveUp(state, survivor.fd, ghost);
    state.group.untouched.add(state);
  }

  /** @returns the socket and its other end */
  private connect(state: UnixState, peer: UnixState | undefined): readonly [OwnedFd, OwnedFd] {
    const { local, peerName, file } = state;
    if (isNamed(local) && isNamed(peerName)) refuse('a UNIX connection between two names');
    if (isNamed(local)) {
      const client = this.connected(this.processOf(state.creator), state, local);
      return [this.accept(state, local), client];
    }
    if (!isNamed(peerName)) return this.pair(state);
    const process = peer === undefined ? ownerOf(file).process : this.processOf(peer.creator);
    return [this.connected(process, state, peerName), this.accept(state, peerName)];
  }

  private pair({ type, creator }: UnixState): readonly [OwnedFd, OwnedFd] {
    const process = this.processOf(creator);
    const hands = this.world.hands(process);
    const made = hands.call('socketpair', afUnix, type | closeOnExec, 0, Buffer.alloc(8));
    if (made < 0) refuse('a process in which no socket can be made');
    const fds = hands.read(0, 8);
    return [this.take(process, fds.readInt32LE(0)), this.take(process, fds.readInt32LE(4))];
  }

  private accept({ group }: UnixState, name: Buffer): OwnedFd {
    const listener = group.listenerAt(name);
    const copy = listener === undefined ? undefined : group.copies.get(listener);
    const fd = copy === undefined ? -1 : accept4(copy, null, null, closeOnExec);
    if (fd < 0) refuse('a UNIX connection whose listener is gone');
    return new OwnedFd(fd);
  }

  /** The listener comes first, if that has to be made too; its queue is empty. */
  private connected(process: TracedProcess, { type, group }: UnixState, name: Buffer): OwnedFd {
    const listener = group.listenerAt(name) ?? refuse('a UNIX connection whose listener is gone');
    if (!group.copies.has(listener)) group.spare.set(listener, this.make(listener));
    const hands = this.world.hands(process);
    const fd = hands.call('socket', afUnix, type | closeOnExec, 0);
    if (hands.call('connect', fd, name, name.length) !== 0)
      refuse('a UNIX connection that cannot be made again');
    return this.take(process, fd);
  }

  /** All that wait for a listener, in their order. */
  private makeWaiting(state: UnixState): void {
    const { group } = state;
    const all = [...group.states.values()];
    const listener = all.find(({ pending }) => pending.includes(state.file.target));
    for (const key of listener?.pending ?? []) {
      const client = group.states.get(key);
      if (client === undefined || listener === undefined) continue;
      const { process } = ownerOf(client.file);
      this.put(client, this.connected(process, client, listener.local));
    }
  }

  private makeAlone(state: UnixState): OwnedFd {
    const { process } = ownerOf(state.file);
    const hands = this.world.hands(process);
    const fd = hands.call('socket', afUnix, state.type | closeOnExec, 0);
    if (isNamed(state.local)) this.bind(state, fd);
    if (state.role === 'listening' && hands.call('listen', fd, state.backlog) !== 0)
      refuse('a UNIX listener that cannot be made again');
    return this.take(process, fd);
  }

  /** A name in the file system is a file that bind(2) makes: the old one has to go first. */
  private bind({ file, local, fileMode }: UnixState, fd: number): void {
    const hands = this.world.hands(ownerOf(file).process);
    const path = pathOf(local);
    if (path !== undefined && fileMode === undefined) refuse('a UNIX socket whose name is gone');
    const name = Buffer.from(`${path ?? ''}\0`, 'latin1');
    if (path !== undefined) hands.call('unlink', name);
    if (hands.call('bind', fd, local, local.length) !== 0)
      refuse('a UNIX socket that cannot be bound again');
    if (path !== undefined) hands.call('chmod', name, fileMode ?? 0);
  }

  private put(state: UnixState, made: OwnedFd): void {
    state.group.spare.set(state, made);
    state.group.copies.set(state, made.fd);
  }

  private processOf(pid: number): TracedProcess {
    const found = this.world.processes.find((process) => process.pid === pid);
    return found ?? refuse('a UNIX connection of a process that is gone');
  }

  /** From that process to this one: its number may be one that is to be given back. */
  private take(process: TracedProcess, fd: number): OwnedFd {
    const [tid = process.pid] = process.threads.keys();
    using pidfd = Pidfd.open(tid);
    const taken = pidfd?.take(fd);
    this.world.hands(process).call('close', fd);
    if (taken === undefined || typeof taken === 'string') refuse('a process that is gone');
    return taken;
  }
}
