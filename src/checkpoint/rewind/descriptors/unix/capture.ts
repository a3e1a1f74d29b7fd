import { pollEvent, pollNow } from '../../../../kernel/poll.js';
import { queuedBytes, rawAddresses, socketType } from '../../../../kernel/socket.js';
import { unixState, type UnixEntry } from '../../../../kernel/unix-diag.js';
import {
  outgoingLimit,
  outgoingMemory,
  passesCredentials,
  peekUnix,
  peerProcess,
  unixType,
  type UnixMessage,
} from '../../../../kernel/unix-queue.js';
import type { TracedProcess } from '../../../../tracer/tracee.js';
import type { FrozenWorld } from '../../frozen-world.js';
import { refuse } from '../../refusal.js';
import type { Taken } from '../family.js';
import { ownerOf } from '../open-file.js';
import { modeAtName } from './bound-name.js';
import { Directory } from './directory.js';
import { isBound, UnixGroup, type Role, type UnixState } from './unix-state.js';

const afUnix = 1;

export function captureUnix(taken: readonly Taken[], world: FrozenWorld): readonly UnixState[] {
  const directory = Directory.read(taken, world);
  const group = new UnixGroup();
  const states = taken.map((one) => captureOne(one, directory, group, world));
  group.states = new Map(states.map((state) => [state.file.target, state]));
  return states;
}

function captureOne(
  one: Taken,
  directory: Directory,
  group: UnixGroup,
  world: FrozenWorld,
): UnixState {
  const { file, copy } = one;
  const entry = directory.entryOf(one);
  const role = roleOf(entry, directory);
  const type = socketType(copy) ?? 0;
  const { local, peer } = rawAddresses(copy);
  const failed = hasFailed(copy);
  const fileMode = isBound(type, role)
    ? modeAtName(ownerOf(file).process, local, entry)
    : undefined;
  return {
    file,
    type,
    role,
    local,
    fileMode,
    isMoved: fileMode === undefined && world.written.hasSocket(entry.file),
    peerName: peer ?? Buffer.alloc(0),
    peerKey: entry.peer === undefined ? undefined : directory.keyOf(entry.peer),
    shutdown: entry.shutdown,
    queue: role === 'listening' ? [] : queueOf(copy, type, failed),
    outgoing: outgoingMemory(copy),
    outgoingLimit: outgoingLimit(copy),
    failed,
    creator: creatorOf(copy, world),
    backlog: entry.backlog,
    pending: role === 'listening' ? directory.waiting(entry) : [],
    options: world.options.read(file, copy, 'unix', afUnix),
    group,
  };
}

/** Whether an error waits to be seen. */
export function hasFailed(copy: number): boolean {
  return ((pollNow([copy])[0] ?? 0) & pollEvent.error) !== 0;
}

function roleOf(entry: UnixEntry, directory: Directory): Role {
  if (entry.state === unixState.listening) return 'listening';
  if (entry.peer === undefined) return 'plain';
  if (entry.peer === 0) return directory.isWaiting(entry.inode) ? 'pending' : 'orphaned';
  if (directory.keyOf(entry.peer) === undefined)
    refuse('a UNIX socket connected to something outside of the world');
  return 'connected';
}

/** It may be made anew under another id of ours. */
function creatorOf(copy: number, world: FrozenWorld): TracedProcess | undefined {
  const pid = peerProcess(copy);
  return world.processes.find((process) => process.pid === pid);
}

function queueOf(copy: number, type: number, failed: boolean): readonly UnixMessage[] {
  // To look into the queue would fetch the error, but for a stream, which is read up to it.
  if (failed && type === unixType.datagram) refuse('a UNIX datagram socket with an error');
  if (failed && type === unixType.packets && queuedBytes(copy) > 0)
    refuse('packets in the queue of a UNIX socket with an error');
  const queue = peekUnix(copy, type);
  if (typeof queue === 'string') refuse(`a UNIX socket with ${queue} in its queue`);
  if (queue.length > 0 && passesCredentials(copy))
    refuse('a UNIX socket with credentials in its queue');
  return queue;
}
