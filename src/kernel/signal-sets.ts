import { readProc } from './procfs.js';

/** Sets of signals as bit masks; bit n-1 stands for signal n (proc_pid_status(5)). */
interface SignalSets {
  /** What waits for the thread, or for its process. */
  readonly pending: bigint;
  readonly blocked: bigint;
  readonly ignored: bigint;
  readonly caught: bigint;
}

/** As they follow each other in /proc/[pid]/status. */
const lines = new RegExp(
  ['SigPnd', 'ShdPnd', 'SigBlk', 'SigIgn', 'SigCgt']
    .map((name) => `${name}:\\s*(\\w+)`)
    .join('\\n'),
);
const largest = 64;

/** @returns undefined when the thread is gone */
export function signalSets(tid: number): SignalSets | undefined {
  return signalSetsIn(readProc(`/proc/${String(tid)}/status`) ?? '');
}

/** @param status the text of /proc/[pid]/status */
export function signalSetsIn(status: string): SignalSets | undefined {
  const sets = lines.exec(status)?.slice(1);
  if (sets === undefined) return undefined;
  const [own = 0n, shared = 0n, blocked = 0n, ignored = 0n, caught = 0n] = sets.map((set) =>
    BigInt(`0x${set}`),
  );
  return { pending: own | shared, blocked, ignored, caught };
}

export function hasSignal(set: bigint, signal: number): boolean {
  return ((set >> BigInt(signal - 1)) & 1n) === 1n;
}

/** All the signals of a set. */
export function signalsIn(set: bigint): readonly number[] {
  const all = Array.from({ length: largest }, (_, i) => i + 1);
  return all.filter((signal) => hasSignal(set, signal));
}
