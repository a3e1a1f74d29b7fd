import type { SavedOptions } from '../../../../kernel/socket-options.js';
import { unixType, type UnixMessage } from '../../../../kernel/unix-queue.js';
import type { OwnedFd } from '../../../../kernel/pidfd.js';
import type { OpenFile } from '../open-file.js';
import type { TracedProcess } from '../../../../tracer/tracee.js';
import { pathOf } from './bound-name.js';

/**
 * `pending` is connected to a listener that has not accepted it yet; `orphaned` to a socket that
 * nobody has any more.
 */
export type Role = 'plain' | 'listening' | 'connected' | 'pending' | 'orphaned';

/** A UNIX socket as it was saved. */
export interface UnixState {
  readonly file: OpenFile;
  /** SOCK_STREAM, SOCK_DGRAM or SOCK_SEQPACKET. */
  readonly type: number;
  readonly role: Role;
  /** struct sockaddr_un; without a name only the family. */
  readonly local: Buffer;
  /** Of the file that its name is, if it is found by that name; of what was bound itself. */
  readonly fileMode: number | undefined;
  /** That file is there, but not found by that name. */
  readonly isMoved: boolean;
  readonly peerName: Buffer;
  /** What its peer was, as far as somebody has it. */
  readonly peerKey: string | undefined;
  readonly shutdown: number;
  readonly queue: readonly UnixMessage[];
  /** Memory that its unread messages take, in bytes. */
  readonly outgoing: number;
  readonly outgoingLimit: number;
  /** An error waits to be seen: the other end was closed with unread data. */
  readonly failed: boolean;
  /** Who connected to it, made the pair, or listened, if it is there: what SO_PEERCRED says. */
  readonly creator: TracedProcess | undefined;
  readonly backlog: number;
  /** The sockets that wait to be accepted, in order. */
  readonly pending: readonly string[];
  readonly options: SavedOptions;
  readonly group: UnixGroup;
}

/** All UNIX sockets of a snapshot, and what is done about them while it is put back. */
export class UnixGroup {
  states: ReadonlyMap<string, UnixState> = new Map();
  /** Those that are still what they were; the others are made anew. */
  readonly kept = new Set<UnixState>();
  /** Those in whose queue is what was in it. */
  readonly untouched = new Set<UnixState>();
  /** Made together with another, and not asked for yet. */
  readonly spare = new Map<UnixState, OwnedFd>();
  /** This process's copies of those that are there, kept ones and new ones. */
  readonly copies = new Map<UnixState, number>();

  begin(): void {
    for (const made of this.spare.values()) made[Symbol.dispose]();
    for (const all of [this.kept, this.untouched, this.spare, this.copies]) all.clear();
  }

  /** The other end, if somebody has it. */
  peerOf({ peerKey }: UnixState): UnixState | undefined {
    return peerKey === undefined ? undefined : this.states.get(peerKey);
  }

  /**
   * The listener that is found by this name. @param creator who must have made it, if that can be
   * seen
   */
  listenerAt(name: Buffer, creator: TracedProcess | undefined): UnixState | undefined {
    const isFound = (state: UnixState): boolean =>
      state.role === 'listening' &&
      state.local.equals(name) &&
      isReachable(state) &&
      state.creator === (creator ?? state.creator);
    return [...this.states.values()].find(isFound);
  }
}

/** Whether connect(2) finds it by its name. */
export function isReachable({ local, fileMode }: UnixState): boolean {
  return pathOf(local) === undefined || fileMode !== undefined;
}

/** Whether what it has for a name it was bound to, and not what it was accepted from. */
export function isBound(type: number, role: Role): boolean {
  return type === unixType.datagram || role === 'plain' || role === 'listening';
}

export function isNamed(address: Buffer): boolean {
  return address.length > 2;
}

/** A datagram socket that has a name, or knows one: its peer need not know of it. */
export function isLoose({ type, local, peerName }: UnixState): boolean {
  return type === unixType.datagram && (isNamed(local) || isNamed(peerName));
}
