import type { OwnedFd } from '../../../../kernel/pidfd.js';
import type { TracedProcess } from '../../../../tracer/tracee.js';
import type { FrozenWorld } from '../../frozen-world.js';
import { refuse } from '../../refusal.js';
import { ownerOf } from '../open-file.js';
import { areOfOneMind } from './bound-name.js';
import { connectTo, meet, meetAgain, type Listener } from './meeting.js';
import { giveUp } from './orphan.js';
import { isLoose, isNamed, isReachable, type UnixState } from './unix-state.js';
import { Workshop } from './workshop.js';

/**
 * Makes sockets anew, by calls of the processes that made them: the kernel notes who that was
 * (SO_PEERCRED).
 */
export class Remake {
  private readonly workshop: Workshop;

  constructor(world: FrozenWorld) {
    this.workshop = new Workshop(world);
  }

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
    const { local, peerName, type } = state;
    const { workshop } = this;
    if (isNamed(local) && isNamed(peerName)) refuse('a UNIX connection between two names');
    if (isNamed(local)) {
      const [client, accepted] = this.meet(state, local, peer, state);
      return [accepted, client];
    }
    if (isNamed(peerName)) return this.meet(state, peerName, state, peer);
    return workshop.pair(workshop.creatorOf(state), type);
  }

  /**
   * @param fromListening the socket that tells who listened; absent where nobody can ask for it
   * @param fromConnecting the socket that tells who connected, likewise
   */
  private meet(
    state: UnixState,
    name: Buffer,
    fromListening: UnixState | undefined,
    fromConnecting: UnixState | undefined,
  ): readonly [OwnedFd, OwnedFd] {
    const { workshop } = this;
    const processOf = (from: UnixState | undefined): TracedProcess =>
      from === undefined ? ownerOf(state.file).process : workshop.creatorOf(from);
    const [listening, client] = [processOf(fromListening), processOf(fromConnecting)];
    const known = state.group.listenerAt(name, fromListening && listening);
    if (known !== undefined) return meet(this.listener(known), client, state.type, workshop);
    return meetAgain(name, listening, client, state.type, workshop);
  }

  /** It comes first, if it has to be made too; its queue is empty. */
  private listener(state: UnixState): Listener {
    const { group, local: name, file } = state;
    if (!group.copies.has(state)) group.spare.set(state, this.make(state));
    return { fd: group.copies.get(state) ?? -1, process: ownerOf(file).process, name };
  }

  /** All that wait for a listener, in their order. */
  private makeWaiting(state: UnixState): void {
    const { group } = state;
    const all = [...group.states.values()];
    const listener = all.find(({ pending }) => pending.includes(state.file.target));
    if (listener !== undefined && !isReachable(listener))
      refuse('a UNIX socket whose name is gone');
    for (const key of listener?.pending ?? []) {
      const client = group.states.get(key);
      if (client === undefined || listener === undefined) continue;
      const { process } = ownerOf(client.file);
      this.put(client, connectTo(this.listener(listener), process, client.type, this.workshop));
    }
  }

  private makeAlone(state: UnixState): OwnedFd {
    const { file, type, role, local, backlog } = state;
    const { workshop } = this;
    const owner = ownerOf(file).process;
    const process = role === 'listening' ? workshop.creatorOf(state) : owner;
    if (!areOfOneMind(owner, process, local)) refuse('a UNIX socket of another directory');
    const fd = workshop.socket(process, type);
    if (isNamed(local)) this.bind(state, process, fd);
    if (role === 'listening') workshop.listen(process, fd, backlog);
    return workshop.take(process, fd);
  }

  /** A name in the file system is a file that bind(2) makes: the old one has to go first. */
  private bind({ local, fileMode, isMoved }: UnixState, process: TracedProcess, fd: number): void {
    if (isMoved) refuse('a UNIX socket whose file has another name');
    using spot = this.workshop.bind(process, fd, local);
    if (fileMode !== undefined) spot?.keep(fileMode);
  }

  private put(state: UnixState, made: OwnedFd): void {
    state.group.spare.set(state, made);
    state.group.copies.set(state, made.fd);
  }
}
