import { send, setsockopt, shutdown } from '../../../../kernel/ffi.js';
import {
  drainUnix,
  outgoingMemory,
  unixType,
  type UnixMessage,
} from '../../../../kernel/unix-queue.js';
import type { FrozenWorld } from '../../frozen-world.js';
import { refuse } from '../../refusal.js';
import type { Returning } from '../family.js';
import { ownerOf } from '../open-file.js';
import { isLoose, isNamed, type UnixState } from './unix-state.js';

const quietly = 0x4040; // MSG_DONTWAIT | MSG_NOSIGNAL
const sendBuffer = 7; // SO_SNDBUF
const plenty = 1 << 22;
/** A stream sent in small pieces takes more memory than in large ones: sizes to be tried. */
const pieces = [Infinity, 16384, 4096, 1024, 256, 64, 16, 1];

/** Bring back what was sent and not read, what was shut, and what was set. */
export function refillUnix(returning: readonly Returning<UnixState>[], world: FrozenWorld): void {
  for (const { saved, copy } of returning) saved.state.group.copies.set(saved.state, copy);
  for (const { saved } of returning) connectAgain(saved.state, world);
  for (const { saved, copy } of returning) refillOne(saved.state, copy);
  for (const { saved, copy } of returning) {
    const { role, shutdown: how, options } = saved.state;
    // Whoever sent on its behalf has set the size of its buffer.
    world.options.forget(saved.file);
    if (how !== 0 && role !== 'orphaned') shutdown(copy, how - 1);
    const refused = world.options.giveBack(saved.file, copy, options, false);
    if (refused !== undefined) refuse(`the option ${refused} of a UNIX socket`);
  }
}

/** A datagram socket made anew has not been told whom it sends to. */
function connectAgain(state: UnixState, world: FrozenWorld): void {
  const { group, peerName, role, file } = state;
  if (group.kept.has(state) || !isLoose(state) || !isNamed(peerName)) return;
  const { process, fd } = ownerOf(file);
  const done =
    role === 'connected' && world.hands(process).call('connect', fd, peerName, peerName.length);
  if (done !== 0) refuse('a UNIX socket that cannot be connected again');
}

function refillOne(state: UnixState, copy: number): void {
  const { group, queue } = state;
  if (group.untouched.has(state) || queue.length === 0) return;
  const sender = senderOf(state);
  const from = group.copies.get(sender) ?? -1;
  for (const size of state.type === unixType.stream ? pieces : [Infinity]) {
    const filled = fill(from, queue, state.type, size);
    if (filled && pressure(sender, outgoingMemory(from)) === pressure(sender, sender.outgoing))
      return;
    drainUnix(copy, state.type);
  }
  refuse('a UNIX socket that cannot be filled again');
}

/** Of a named socket whoever is connected to it may have sent, but only one of them. */
function senderOf(state: UnixState): UnixState {
  const { group, file } = state;
  const peer = group.peerOf(state);
  if (peer !== undefined) return peer;
  const senders = [...group.states.values()].filter(({ peerKey }) => peerKey === file.target);
  const [sender] = senders;
  if (sender === undefined || senders.length > 1) refuse('datagrams of an unknown sender');
  if (!state.queue.every(({ from }) => hasName(sender, from)))
    refuse('datagrams of an unknown sender');
  return sender;
}

function hasName({ local }: UnixState, name: Buffer): boolean {
  return name.equals(local) || (name.length <= 2 && local.length <= 2);
}

/** How near the sender is to its limit: whether it may send, and whether poll(2) says so. */
function pressure({ outgoingLimit }: UnixState, bytes: number): number {
  return bytes >= outgoingLimit ? 2 : bytes * 4 > outgoingLimit ? 1 : 0;
}

/** @returns whether all was taken */
export function fill(
  sender: number,
  queue: readonly UnixMessage[],
  type: number,
  size = Infinity,
): boolean {
  const enough = Buffer.alloc(4);
  enough.writeUInt32LE(plenty);
  setsockopt(sender, 1, sendBuffer, enough, 4);
  const parts =
    type === unixType.stream
      ? queue.flatMap(({ bytes }) => cut(bytes, size))
      : queue.map(({ bytes }) => bytes);
  return parts.every((bytes) => send(sender, bytes, bytes.length, quietly) === bytes.length);
}

function cut(bytes: Buffer, size: number): readonly Buffer[] {
  if (bytes.length <= size) return [bytes];
  const count = Math.ceil(bytes.length / size);
  return Array.from({ length: count }, (_, i) => bytes.subarray(i * size, (i + 1) * size));
}
