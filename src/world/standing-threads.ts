import type { Thread, TracedProcess } from '../tracer/tracee.js';

/** How long a choice waits for the rest of the world to settle; then it is taken anyway, ... */
export const settleMs = 250;
/** ... but not before the world has had this much time of the processors after that, ... */
const busyMs = 25;
/** ... or this long, on a machine that has none to give. */
const starvedMs = 10_000;

/** What is asked of all processes together. */
interface RestingWorld {
  isQuiescent(): boolean;
  /** Whether a thread runs, or would if it got a processor. */
  isRunnable(): boolean;
  /** How long the processors have worked for it. */
  ranMs(): number;
}

/** Threads that stand before a call that may be a choice, or after one that was. */
export class StandingThreads {
  private before: Thread[] = [];
  private after: Thread[] = [];
  private since = 0;
  /** What the world had run when `settleMs` had passed. */
  private ranBefore: number | undefined;

  get areThere(): boolean {
    return this.before.length + this.after.length > 0;
  }

  standsBefore(thread: Thread): void {
    this.before.push(thread);
    this.beginToWait();
  }

  standsAfter(thread: Thread): void {
    this.after.push(thread);
    this.beginToWait();
  }

  /** The one whose call is to be handed out, once the rest of the world waits; or one runs on. */
  next(world: RestingWorld): Thread | undefined {
    if (!this.areThere || (!world.isQuiescent() && this.isPatient(world))) return undefined;
    const back = takeFirst(this.after);
    if (back === undefined) return takeFirst(this.before);
    back.resume();
    this.beginToWait();
    return undefined;
  }

  private beginToWait(): void {
    this.since = performance.now();
    this.ranBefore = undefined;
  }

  /** On a busy machine a world that would settle at once may get no chance to for long. */
  private isPatient(world: RestingWorld): boolean {
    const waitedMs = performance.now() - this.since;
    if (waitedMs < settleMs) return true;
    if (waitedMs > starvedMs || !world.isRunnable()) return false;
    this.ranBefore ??= world.ranMs();
    // Without a count of that (0) nobody can tell.
    return this.ranBefore > 0 && world.ranMs() - this.ranBefore < busyMs;
  }

  /** It has ended, or all threads of its process have. */
  forget(process: TracedProcess, thread?: Thread): void {
    const stays = (other: Thread): boolean =>
      thread === undefined ? other.process !== process : other !== thread;
    this.before = this.before.filter(stays);
    this.after = this.after.filter(stays);
  }

  clear(): void {
    this.before = [];
    this.after = [];
  }
}

/** In the order of their creation, whichever came first in this run. */
function takeFirst(threads: Thread[]): Thread | undefined {
  threads.sort((a, b) => a.process.index - b.process.index || a.index - b.index);
  return threads.shift();
}
