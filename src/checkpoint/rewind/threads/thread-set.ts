import type { Thread, TracedProcess } from '../../../tracer/tracee.js';
import type { FrozenWorld } from '../frozen-world.js';
import { forkWithPid } from '../processes/birth.js';
import { tidInWorld } from '../processes/world-ids.js';
import { refuse } from '../refusal.js';
import { areasOf, registerAreas, type ThreadAreas } from './thread-areas.js';
import { setThreadName, threadName } from './thread-name.js';

/** CLONE_VM, FS, FILES, SIGHAND, THREAD, SYSVSEM: what POSIX threads share. */
const threadFlags = 0x100 | 0x200 | 0x400 | 0x800 | 0x10000 | 0x40000;

interface Member {
  readonly thread: Thread;
  readonly worldTid: number;
  readonly name: string;
  /** Absent for the one thread that is never made again: it ends with its program. */
  readonly areas: ThreadAreas | undefined;
}

/** The threads of one process. */
export class ThreadSet {
  private bornAgain: readonly Member[] = [];

  private constructor(
    readonly process: TracedProcess,
    private readonly members: readonly Member[],
  ) {}

  /** @param canBeForked whether the whole process can be made again */
  static capture(process: TracedProcess, canBeForked: boolean, world: FrozenWorld): ThreadSet {
    const members = [...process.threads.values()].map((thread): Member => {
      if (thread.state !== 'stopped') refuse('a thread that does not stop');
      const isFirst = thread.tid === process.pid;
      const areas = isFirst && !canBeForked ? undefined : areasOf(thread, world);
      return { thread, worldTid: tidInWorld(thread), name: threadName(thread), areas };
    });
    return new ThreadSet(process, members);
  }

  /** @param isNew whether the process has just been made again, with its first thread */
  restore(isNew: boolean, world: FrozenWorld): void {
    const { process, members } = this;
    const stay = new Set(members.map(({ thread }) => thread));
    for (const thread of [...process.threads.values()]) if (!stay.has(thread)) end(thread, world);
    const missing = members.filter(({ thread }) => thread.state === 'dead');
    for (const member of missing) this.make(member, world);
    this.bornAgain = isNew ? members : missing;
    for (const { thread, name } of members) setThreadName(thread, name, world);
  }

  settle(world: FrozenWorld): void {
    for (const { thread, areas } of this.bornAgain)
      if (areas !== undefined) registerAreas(areas, world.handsOf(thread));
    this.bornAgain = [];
  }

  private make({ thread, worldTid }: Member, world: FrozenWorld): void {
    const tid = forkWithPid(this.process, worldTid, threadFlags, world);
    if (world.session.revive(thread, tid) === 'died') refuse('a thread that cannot be made again');
  }
}

function end(thread: Thread, world: FrozenWorld): void {
  world.handsOf(thread).exit('exit', 0);
  world.forgetThread(thread);
}
