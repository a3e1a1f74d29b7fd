import type { Thread, TracedProcess } from '../../../tracer/tracee.js';
import type { FrozenWorld } from '../frozen-world.js';
import { actionsOf, setActions, type Actions } from './actions.js';
import { alternateStack, setAlternateStack } from './alternate-stack.js';
import { drain, queueOf, refill, type Queue } from './pending.js';

interface OfThread {
  readonly thread: Thread;
  readonly queue: Queue;
  readonly stack: Buffer;
}

/** What a process does about signals, and those that wait for it and its threads. */
export class SavedSignals {
  private constructor(
    private readonly process: TracedProcess,
    private readonly actions: Actions,
    private readonly queue: Queue,
    private readonly threads: readonly OfThread[],
  ) {}

  static capture(process: TracedProcess, world: FrozenWorld): SavedSignals {
    const threads = [...process.threads.values()].map((thread) => ({
      thread,
      queue: queueOf(thread, 'thread'),
      stack: alternateStack(thread, world),
    }));
    const queue = queueOf(process.firstThread(), 'process');
    return new SavedSignals(process, actionsOf(process, world), queue, threads);
  }

  /** After whatever may send a signal: children that end, timers, descriptors. */
  restore(world: FrozenWorld): void {
    const { process } = this;
    setActions(process, this.actions, world);
    drain(process, world);
    refill(process.firstThread(), 'process', this.queue, world);
    for (const { thread, queue, stack } of this.threads) {
      refill(thread, 'thread', queue, world);
      setAlternateStack(thread, stack, world);
    }
  }
}
