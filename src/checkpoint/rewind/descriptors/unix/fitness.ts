import { accept4, close, fcntl } from '../../../../kernel/ffi.js';
import { rawAddresses, socketType } from '../../../../kernel/socket.js';
import { unixState, type UnixEntry } from '../../../../kernel/unix-diag.js';
import { drainUnix, peekUnix, unixType, type UnixMessage } from '../../../../kernel/unix-queue.js';
import type { FrozenWorld } from '../../frozen-world.js';
import type { Taken } from '../family.js';
import { ownerOf } from '../open-file.js';
import { modeAtName } from './bound-name.js';
import { hasFailed } from './capture.js';
import { Directory } from './directory.js';
import { isBound, type UnixGroup, type UnixState } from './unix-state.js';

const setStatusFlags = 4; // F_SETFL
const nonBlocking = 0o4000;
const sends = 2; // SEND_SHUTDOWN

/** What has become of a saved socket. */
interface Present {
  readonly taken: Taken;
  readonly entry: UnixEntry;
  readonly peerKey: string | undefined;
}

/**
 * Find out which sockets can stay, and empty all queues. A UNIX stream is connected once and shut
 * once: what has been undone since, or done, needs a new one; and its other end with it.
 */
export function findKept(now: readonly Taken[], group: UnixGroup, world: FrozenWorld): void {
  group.begin();
  if (now.length > 0) new Fitness(now, group, Directory.read(now, world)).decide();
}

class Fitness {
  private readonly present = new Map<string, Present>();

  constructor(
    private readonly now: readonly Taken[],
    private readonly group: UnixGroup,
    directory: Directory,
  ) {
    for (const taken of now) {
      const entry = directory.entryOf(taken);
      const peerKey = entry.peer === undefined ? undefined : directory.keyOf(entry.peer);
      this.present.set(taken.file.target, { taken, entry, peerKey });
    }
  }

  decide(): void {
    const { group, now } = this;
    for (const state of group.states.values())
      if (this.hasSameQueue(state)) group.untouched.add(state);
    for (const state of group.states.values()) if (this.isFit(state)) this.keep(state);
    const untouched = new Set([...group.untouched].map(({ file }) => file.target));
    for (const taken of now) if (!untouched.has(taken.file.target)) empty(taken, this.present);
  }

  private keep(state: UnixState): void {
    this.group.kept.add(state);
    const copy = this.present.get(state.file.target)?.taken.copy;
    if (copy !== undefined) this.group.copies.set(state, copy);
  }

  private hasSameQueue(state: UnixState): boolean {
    const found = this.present.get(state.file.target);
    if (found === undefined || state.role === 'listening') return false;
    if (found.entry.state === unixState.listening) return false;
    const queue = peekUnix(found.taken.copy, state.type);
    return typeof queue !== 'string' && isEqual(queue, state.queue);
  }

  private isFit(state: UnixState): boolean {
    const peer = this.group.peerOf(state);
    return this.isItself(state) && (peer === undefined || this.isItself(peer));
  }

  private isItself(state: UnixState): boolean {
    const found = this.present.get(state.file.target);
    // The other end of a connection that waits is not ours: it has been given up with the queue.
    if (found === undefined || state.role === 'pending') return false;
    const { entry, peerKey, taken } = found;
    const isListening = entry.state === unixState.listening;
    return (
      isListening === (state.role === 'listening') &&
      entry.shutdown === state.shutdown &&
      peerKey === state.peerKey &&
      (entry.peer === undefined) === (state.role === 'plain' || state.role === 'listening') &&
      this.hasSameName(state, found) &&
      (state.role === 'orphaned' ? this.isAsLeft(state, taken) : this.canBeFilled(state))
    );
  }

  /** Files are back already; one that has been made anew has no socket bound to it. */
  private hasSameName(state: UnixState, { taken, entry }: Present): boolean {
    const { local, fileMode, type, role } = state;
    if (!rawAddresses(taken.copy).local.equals(local)) return false;
    if (!isBound(type, role)) return true;
    const mode = modeAtName(ownerOf(taken.file).process, local, entry);
    return (fileMode === undefined) === (mode === undefined);
  }

  /** Nobody can send it anything any more. */
  private isAsLeft(state: UnixState, { copy }: Taken): boolean {
    return this.group.untouched.has(state) && hasFailed(copy) === state.failed;
  }

  private canBeFilled(state: UnixState): boolean {
    if (this.group.untouched.has(state) || state.queue.length === 0) return true;
    const sender = this.group.peerOf(state);
    return sender === undefined || (sender.shutdown & sends) === 0;
  }
}

function empty({ file, copy }: Taken, present: ReadonlyMap<string, Present>): void {
  if (present.get(file.target)?.entry.state === unixState.listening) acceptAll(copy);
  else drainUnix(copy, socketType(copy) ?? unixType.stream);
}

/** Connections that nobody has accepted yet come to nothing. */
function acceptAll(listener: number): void {
  // The flags that it shall have are set when all is back.
  fcntl(listener, setStatusFlags, nonBlocking);
  for (let fd = accept4(listener, null, null, nonBlocking); fd >= 0;)
    fd = close(fd) === 0 ? accept4(listener, null, null, nonBlocking) : -1;
}

function isEqual(a: readonly UnixMessage[], b: readonly UnixMessage[]): boolean {
  const same = (one: UnixMessage, other: UnixMessage | undefined): boolean =>
    other !== undefined && one.bytes.equals(other.bytes) && one.from.equals(other.from);
  return a.length === b.length && a.every((message, i) => same(message, b[i]));
}
