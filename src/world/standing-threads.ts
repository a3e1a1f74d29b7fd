import type { Thread, TracedProcess } from '../tracer/tracee.js';

/** How long a choice waits for the rest of the world to settle; then it is taken anyway. */
export const settleMs = 250;

/** Threads that stand before a call that may be a choice, or after one that was. */
export class StandingThreads {
  private before: Thread[] = [];
  private after: Thread[] = [];
  private since = 0;

  get areThere(): boolean {
    return this.before.length + this.after.length > 0;
  }

  standsBefore(thread: Thread): void {
    this.before.push(thread);
    this.since = performance.now();
  }

  standsAfter(thread: Thread): void {
    this.after.push(thread);
    this.since = performance.now();
  }

  /** The one whose call is to be handed out, once the rest of the world waits; or one runs on. */
  next(isQuiescent: () => boolean): Thread | undefined {
    if (!this.areThere) return undefined;
    const patient = performance.now() - this.since < settleMs;
    if (patient && !isQuiescent()) return undefined;
    const back = takeFirst(this.after);
    if (back === undefined) return takeFirst(this.before);
    back.resume();
    this.since = performance.now();
    return undefined;
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
