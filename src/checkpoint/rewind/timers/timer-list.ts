import { readProc } from '../../../kernel/procfs.js';
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

const notifications: ReadonlyMap<string, number> = new Map([
  ['signal', 0],
  ['none', 1],
  ['thread', 2],
]);
const toThread = 4; // SIGEV_THREAD_ID
const eventBytes = 64;
const shape =
  /ID: (\d+)\nsignal: (\d+)\/([0-9a-f]+)\nnotify: (\w+)\/(pid|tid)\.(\d+)\nClockID: (-?\d+)\n/g;

/** The timers of a process (proc_pid_timers(5)). */
export function timersOf(process: TracedProcess): readonly TimerPlan[] {
  const text = readProc(`/proc/${String(process.pid)}/timers`);
  if (text === undefined) refuse('timers that cannot be seen');
  return [...text.matchAll(shape)].map(([, id, signal, value, notify, whom, tid, clock]) => {
    const event = Buffer.alloc(eventBytes);
    event.writeBigUInt64LE(BigInt(`0x${value ?? '0'}`), 0);
    event.writeInt32LE(Number(signal), 8);
    const isForThread = whom === 'tid';
    event.writeInt32LE((notifications.get(notify ?? '') ?? 0) | (isForThread ? toThread : 0), 12);
    if (isForThread) event.writeInt32LE(threadInWorld(process, Number(tid)), 16);
    return { id: Number(id), clock: Number(clock), event };
  });
}

function threadInWorld(process: TracedProcess, tid: number): number {
  const thread = process.threads.get(tid);
  if (thread === undefined) refuse('a timer for a thread that is gone');
  return tidInWorld(thread);
}
