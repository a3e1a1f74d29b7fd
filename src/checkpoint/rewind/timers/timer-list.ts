import { listTimers, type ListedTimer } from '../../../kernel/posix-timer-list.js';
import type { TracedProcess } from '../../../tracer/tracee.js';
import { tidInWorld } from '../processes/world-ids.js';
import { refuse } from '../refusal.js';

/** What a POSIX timer was made with (timer_create(2)). */
export interface TimerPlan {
  readonly id: number;
  readonly clock: number;
  /** struct sigevent. */
  readonly event: Buffer;
}

const notifications = { signal: 0, none: 1, thread: 2 } as const;
const toThread = 4; // SIGEV_THREAD_ID
const eventBytes = 64;

/** The timers of a process. */
export function timersOf(process: TracedProcess): readonly TimerPlan[] {
  return listed(process).map((timer) => ({
    id: timer.id,
    clock: timer.clock,
    event: eventOf(timer, process),
  }));
}

/** The numbers of its timers, and whether whom they tell is there. */
export function timerNumbers(
  process: TracedProcess,
): readonly { readonly id: number; readonly isHeard: boolean }[] {
  return listed(process).map(({ id, tid }) => ({
    id,
    isHeard: tid === undefined || process.threads.has(tid),
  }));
}

function listed({ pid }: TracedProcess): readonly ListedTimer[] {
  return listTimers(pid) ?? refuse('timers that cannot be seen');
}

function eventOf({ value, signal, notify, tid }: ListedTimer, process: TracedProcess): Buffer {
  const event = Buffer.alloc(eventBytes);
  event.writeBigUInt64LE(value, 0);
  event.writeInt32LE(signal, 8);
  event.writeInt32LE(notifications[notify] | (tid === undefined ? 0 : toThread), 12);
  if (tid !== undefined) event.writeInt32LE(threadInWorld(process, tid), 16);
  return event;
}

function threadInWorld(process: TracedProcess, tid: number): number {
  const thread = process.threads.get(tid);
  if (thread === undefined) refuse('a timer for a thread that is gone');
  return tidInWorld(thread);
}
