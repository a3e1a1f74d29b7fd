import type { Session } from '../../../tracer/session.js';
import type { TracedProcess } from '../../../tracer/tracee.js';
import type { FrozenWorld } from '../frozen-world.js';
import { refuse } from '../refusal.js';
import { ThreadSet } from '../threads/thread-set.js';
import { forkAs, reap } from './birth.js';
import { lastPid, setLastPid } from './pid-counter.js';
import { canBeForked, captureProcess, isStill, type SavedProcess } from './saved-process.js';
import { makeZombie, zombiesOf, type Zombie } from './zombies.js';

/** Which processes and threads there are, whose children they are, and how they are numbered. */
export class SavedTree {
  private constructor(
    private readonly processes: readonly SavedProcess[],
    private readonly threads: readonly ThreadSet[],
    private readonly zombies: readonly Zombie[],
    private readonly lastPid: number,
  ) {}

  /** @throws RewindRefused */
  static capture(world: FrozenWorld): SavedTree {
    const { processes } = world;
    const saved = processes.map((process) => captureProcess(process, world));
    const threads = saved.map((one) => ThreadSet.capture(one.process, canBeForked(one), world));
    const zombies = processes.flatMap((process) => zombiesOf(process, world));
    return new SavedTree(saved, threads, zombies, pidCounter(world));
  }

  /** Before anything else is put back: everything else belongs to one of the processes. */
  restore(world: FrozenWorld): void {
    const missing = this.missing();
    for (const saved of missing) mustBePossible(saved);
    this.endOthers(missing, world);
    const there = this.reapOthers(missing, world);
    for (const born of inOrder([...missing, ...this.zombies.filter(({ pid }) => !there.has(pid))]))
      if ('image' in born) forkAs(born, world);
      else makeZombie(born, world);
    const isNew = (process: TracedProcess): boolean =>
      missing.some((one) => one.process === process);
    for (const threads of this.threads) threads.restore(isNew(threads.process), world);
    resetPidCounter(world, this.lastPid);
  }

  /** Once all memory lies where it lay: what threads have registered with the kernel. */
  settle(world: FrozenWorld): void {
    for (const threads of this.threads) threads.settle(world);
  }

  /**
   * Those that have to be made again. wait(2) takes children in the order of their births: those
   * that came after one that is made again have to be born again, too, if they can.
   */
  private missing(): readonly SavedProcess[] {
    const missing = this.processes.filter((saved) => !isStill(saved));
    if (missing.length === 0) return [];
    const isYounger = (saved: SavedProcess): boolean =>
      canBeForked(saved) &&
      missing.some(({ parent, worldPid }) => parent === saved.parent && worldPid < saved.worldPid);
    const isLost = (saved: SavedProcess): boolean =>
      missing.some(({ process }) => process === saved.parent);
    return this.processes.filter(
      (saved) => missing.includes(saved) || isYounger(saved) || isLost(saved),
    );
  }

  /** Those that came since, and those that are not what they were. */
  private endOthers(missing: readonly SavedProcess[], world: FrozenWorld): void {
    const gone = new Set(missing.map(({ process }) => process));
    const stay = this.processes.map(({ process }) => process).filter((one) => !gone.has(one));
    for (const process of world.processes) {
      if (stay.includes(process)) continue;
      world.forget(process);
      world.session.kill(process);
    }
  }

  /**
   * Children that nobody has waited for, and that had not ended, or did not exist, then.
   * @returns those that had, by their outer ids
   */
  private reapOthers(missing: readonly SavedProcess[], world: FrozenWorld): ReadonlySet<number> {
    const oldest = Math.min(...missing.map(({ worldPid }) => worldPid));
    const stay = this.zombies.filter(({ worldPid }) => worldPid < oldest);
    const there = new Set<number>();
    for (const zombie of world.processes.flatMap((process) => zombiesOf(process, world))) {
      if (stay.some(({ pid }) => pid === zombie.pid)) there.add(zombie.pid);
      else reap(zombie.parent, zombie.pid, world);
    }
    return there;
  }
}

function inOrder<T extends { readonly worldPid: number }>(births: readonly T[]): readonly T[] {
  return [...births].sort((a, b) => a.worldPid - b.worldPid);
}

function mustBePossible(saved: SavedProcess): void {
  if (canBeForked(saved)) return;
  const { process, image } = saved;
  if (process.image !== image) refuse('exec: a process that has run another program since');
  if (saved.parent !== undefined) refuse('a process that ended and had run exec before');
  refuse('a process that was killed, or whose first thread ended');
}

const counters = new WeakMap<Session, { readonly made: number; readonly pid: number }>();

/** It only moves when something is made. */
function pidCounter({ session, init }: FrozenWorld): number {
  const known = counters.get(session);
  if (known?.made === session.made) return known.pid;
  const pid = lastPid(init);
  counters.set(session, { made: session.made, pid });
  return pid;
}

function resetPidCounter({ session, init }: FrozenWorld, pid: number): void {
  const known = counters.get(session);
  if (known?.made === session.made && known.pid === pid) return;
  setLastPid(init, pid);
  counters.set(session, { made: session.made, pid });
}
