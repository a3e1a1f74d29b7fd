import { readProc } from './procfs.js';

/** What /proc tells of a thread; numbers of processes as the thread itself sees them. */
export interface ThreadStatus {
  readonly tid: number;
  readonly parent: number;
  readonly group: number;
  readonly session: number;
  readonly uid: number;
  readonly gid: number;
  /** The letter of its state: `S` sleeping, `t` stopped by its tracer. */
  readonly state: string;
  readonly name: string;
  readonly nice: number;
  /** Bits of signals, that wait for it and that it blocks. */
  readonly pending: bigint;
  readonly blocked: bigint;
  /** Milliseconds: its own in the program and in the kernel, and its dead children's. */
  readonly timesMs: readonly [number, number, number, number];
}

const tickMs = 10;

/** @returns undefined when the thread is gone */
export function threadStatus(tid: number): ThreadStatus | undefined {
  const status = readProc(`/proc/${String(tid)}/status`);
  const stat = readProc(`/proc/${String(tid)}/stat`);
  if (status === undefined || stat === undefined) return undefined;
  // The second field of `stat` is the program's name in parentheses and may hold blanks.
  const counts = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [user = 0, system = 0, childUser = 0, childSystem = 0] = counts
    .slice(11, 15)
    .map((ticks) => Number(ticks) * tickMs);
  return {
    tid: innermost(status, 'NSpid'),
    parent: parentOf(status),
    group: innermost(status, 'NSpgid'),
    session: innermost(status, 'NSsid'),
    uid: Number(field(status, 'Uid').split('\t')[0]),
    gid: Number(field(status, 'Gid').split('\t')[0]),
    state: field(status, 'State').charAt(0),
    name: field(status, 'Name'),
    nice: Number(counts[16]),
    pending: BigInt(`0x${field(status, 'SigPnd') || '0'}`),
    blocked: BigInt(`0x${field(status, 'SigBlk') || '0'}`),
    timesMs: [user, system, childUser, childSystem],
  };
}

/** A parent outside of the thread's own namespace is none for it. */
function parentOf(status: string): number {
  const parent = readProc(`/proc/${field(status, 'PPid')}/status`) ?? '';
  const levels = field(status, 'NSpid').split('\t').length;
  const numbers = field(parent, 'NSpid').split('\t');
  return numbers.length < levels ? 0 : Number(numbers[levels - 1]);
}

/** The number in the innermost of the namespaces (proc_pid_status(5)). */
function innermost(status: string, name: string): number {
  return Number(field(status, name).split('\t').at(-1));
}

function field(status: string, name: string): string {
  return new RegExp(`^${name}:\\s*(.*)$`, 'm').exec(status)?.[1] ?? '';
}
