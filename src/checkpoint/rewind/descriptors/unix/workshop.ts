import { Pidfd, type OwnedFd } from '../../../../kernel/pidfd.js';
import type { TracedProcess } from '../../../../tracer/tracee.js';
import type { FrozenWorld } from '../../frozen-world.js';
import { refuse } from '../../refusal.js';
import { pathOf } from './bound-name.js';
import { Spot } from './spot.js';
import type { UnixState } from './unix-state.js';

const afUnix = 1;
const closeOnExec = 0o2000000;
const here = -100; // AT_FDCWD
const pathOnly = 0o10000000; // O_PATH

/** Calls of the world's processes by which sockets are made. */
export class Workshop {
  constructor(private readonly world: FrozenWorld) {}

  /** @param creator what is known of it */
  creatorOf({ creator }: UnixState): TracedProcess {
    const isThere = creator !== undefined && this.world.processes.includes(creator);
    return isThere ? creator : refuse('a UNIX connection of a process that is gone');
  }

  socket(process: TracedProcess, type: number): number {
    return this.world.hands(process).call('socket', afUnix, type | closeOnExec, 0);
  }

  pair(process: TracedProcess, type: number): readonly [OwnedFd, OwnedFd] {
    const hands = this.world.hands(process);
    const made = hands.call('socketpair', afUnix, type | closeOnExec, 0, Buffer.alloc(8));
    if (made < 0) refuse('a process in which no socket can be made');
    const fds = hands.read(0, 8);
    return [this.take(process, fds.readInt32LE(0)), this.take(process, fds.readInt32LE(4))];
  }

  connect(process: TracedProcess, fd: number, name: Buffer): void {
    if (this.world.hands(process).call('connect', fd, name, name.length) !== 0)
      refuse('a UNIX connection that cannot be made again');
  }

  listen(process: TracedProcess, fd: number, backlog: number): void {
    if (this.world.hands(process).call('listen', fd, backlog) !== 0)
      refuse('a UNIX listener that cannot be made again');
  }

  /** @returns where it is bound now; undefined where the name is none of a file */
  bind(process: TracedProcess, fd: number, name: Buffer): Spot | undefined {
    const path = pathOf(name);
    const spot = path === undefined ? undefined : new Spot(this.directory(process, path), path);
    if (this.world.hands(process).call('bind', fd, name, name.length) === 0) return spot;
    spot?.[Symbol.dispose]();
    refuse('a UNIX socket that cannot be bound again');
  }

  /** From that process to this one: its number may be one that is to be given back. */
  take(process: TracedProcess, fd: number): OwnedFd {
    const [tid = process.pid] = process.threads.keys();
    using pidfd = Pidfd.open(tid);
    const taken = pidfd?.take(fd);
    this.world.hands(process).call('close', fd);
    if (taken === undefined || typeof taken === 'string') refuse('a process that is gone');
    return taken;
  }

  /** As the process sees it. */
  private directory(process: TracedProcess, path: string): OwnedFd {
    const directory = Spot.directoryOf(path);
    const fd = this.world.hands(process).call('openat', here, directory, pathOnly, 0);
    return fd < 0 ? refuse('a UNIX socket whose directory is gone') : this.take(process, fd);
  }
}
