import { peekSignals } from '../../../kernel/ptrace.js';
import { isOurTimerSignal } from '../../../kernel/timer-signal.js';
import type { BorrowedThread } from '../../../tracer/borrowed-thread.js';
import type { Thread, TracedProcess } from '../../../tracer/tracee.js';
import type { FrozenWorld } from '../frozen-world.js';
import { tidInWorld } from '../processes/world-ids.js';
import { refuse } from '../refusal.js';

/** The siginfo_t of each signal that waits, in order. */
export type Queue = readonly Buffer[];

const ofTimer = -2; // SI_TIMER
const infosMax = 64;

export function queueOf(thread: Thread, whose: 'thread' | 'process'): Queue {
  const queue = peekSignals(thread.tid, whose);
  if (queue === 'died') refuse('a thread that died');
  if (queue.length >= infosMax) refuse('more pending signals than can be seen');
  // Taking it from the queue would set the timer going again.
  if (queue.some(isOfKernelTimer)) refuse('a pending signal of a timer');
  return queue;
}

function isOfKernelTimer(info: Buffer): boolean {
  return info.readInt32LE(8) === ofTimer && !isOurTimerSignal(info);
}

/** What waits for a process waits for its threads: they take it, their own first. */
export function drain(process: TracedProcess, world: FrozenWorld): void {
  const all = Buffer.alloc(8, 0xff);
  const atOnce = Buffer.alloc(16);
  const threads = [...process.threads.values()];
  for (const thread of threads) {
    const isWaited = peek(thread, 'thread') > 0 || peek(thread, 'process') > 0;
    if (!isWaited) continue;
    const hands = world.handsOf(thread);
    while (hands.call('rt_sigtimedwait', all, 0, atOnce, 8) > 0) continue;
  }
}

/** The kernel lets a process send itself whatever it likes (rt_sigqueueinfo(2)). */
export function refill(
  thread: Thread,
  whose: 'thread' | 'process',
  queue: Queue,
  world: FrozenWorld,
): void {
  if (queue.length === 0) return;
  const hands = world.handsOf(thread);
  const pid = tidInWorld(thread.process.firstThread());
  for (const info of queue)
    if (send(hands, whose, pid, tidInWorld(thread), info) < 0)
      refuse('a signal that cannot be sent');
}

function send(
  hands: BorrowedThread,
  whose: 'thread' | 'process',
  pid: number,
  tid: number,
  info: Buffer,
): number {
  const signal = info.readInt32LE(0);
  if (whose === 'process') return hands.call('rt_sigqueueinfo', pid, signal, info);
  return hands.call('rt_tgsigqueueinfo', pid, tid, signal, info);
}

function peek(thread: Thread, whose: 'thread' | 'process'): number {
  const queue = peekSignals(thread.tid, whose);
  return queue === 'died' ? 0 : queue.length;
}
