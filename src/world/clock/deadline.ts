import { nr } from '../../abi/syscalls.js';
import { fromTimespec, isTimespec, toTimespec } from '../../kernel/clocks.js';
import { readMemory } from '../../kernel/process-memory.js';
import { readProc } from '../../kernel/procfs.js';
import type { RegisterName, Registers } from '../../tracer/registers.js';
import type { Thread } from '../../tracer/tracee.js';

/** Where a call is told until when: a struct timespec, or itimerspec with the time in it. */
interface DeadlineArgument {
  readonly register: RegisterName;
  readonly bytes: 16 | 32;
  /** The clock that it means; undefined where it can only be one that is shifted. */
  readonly clock?: (thread: Thread, registers: Registers) => number | undefined;
}

/** The filter stops these only where the time is absolute (call-condition.ts). */
const calls: ReadonlyMap<number, DeadlineArgument> = new Map<number, DeadlineArgument>([
  [nr.futex, { register: 'r10', bytes: 16 }],
  [nr.futex_waitv, { register: 'r10', bytes: 16 }],
  [nr.clock_nanosleep, { register: 'rdx', bytes: 16, clock: (_, now) => now.int('rdi') }],
  [nr.mq_timedsend, { register: 'r8', bytes: 16 }],
  [nr.mq_timedreceive, { register: 'r8', bytes: 16 }],
  [nr.timer_settime, { register: 'rdx', bytes: 32, clock: clockOfTimer }],
  [nr.timerfd_settime, { register: 'rdx', bytes: 32 }],
]);

export const deadlineCalls: readonly number[] = [...calls.keys()];

/** What to hand to the kernel instead. */
interface KernelDeadline {
  readonly register: RegisterName;
  readonly bytes: Buffer;
}

/**
 * The deadline of a call in the kernel's time. @param shift nanoseconds that the program's clocks
 * are ahead @returns undefined where there is none, or none that the kernel would take
 */
export function kernelDeadline(
  thread: Thread,
  registers: Registers,
  shift: bigint,
): KernelDeadline | undefined {
  const argument = calls.get(registers.number('origRax'));
  if (argument === undefined) return undefined;
  const { register, clock } = argument;
  const bytes = readMemory(thread.tid, registers.number(register), argument.bytes);
  if (bytes.length < argument.bytes || isProcessorTime(clock?.(thread, registers)))
    return undefined;
  const time = bytes.subarray(-16);
  if (!isTimespec(time) || isDisarming(argument, time)) return undefined;
  toTimespec(fromTimespec(time) - shift).copy(time);
  return { register, bytes };
}

/** A timer without a time is stopped (timer_settime(2)); a wait until 0 is over at once. */
function isDisarming({ bytes }: DeadlineArgument, time: Buffer): boolean {
  return bytes === 32 && fromTimespec(time) === 0n;
}

/** CLOCK_PROCESS_CPUTIME_ID, CLOCK_THREAD_CPUTIME_ID, and those of others, which are negative. */
function isProcessorTime(clock: number | undefined): boolean {
  return clock !== undefined && (clock === 2 || clock === 3 || clock < 0);
}

/** As the kernel lists it (proc_pid_timers(5)). */
function clockOfTimer({ process }: Thread, registers: Registers): number | undefined {
  const list = readProc(`/proc/${String(process.pid)}/timers`) ?? '';
  const id = String(registers.int('rdi'));
  const clock = new RegExp(`^ID: ${id}\\n(?:(?!ID:).*\\n)*?ClockID: (-?\\d+)$`, 'm').exec(
    list,
  )?.[1];
  return clock === undefined ? undefined : Number(clock);
}
