import { nr } from '../../../abi/syscalls.js';
import { setSignalInfo, signalInfo } from '../../../kernel/ptrace.js';
import {
  asOfAlarm,
  isOfAlarm,
  isOurTimerSignal,
  timerOf,
  withOverrun,
} from '../../../kernel/timer-signal.js';
import { answered, type Registers } from '../../../tracer/registers.js';
import type { Thread, TracedProcess } from '../../../tracer/tracee.js';
import type { VirtualTimers } from '../virtual-timers.js';
import { alarmAnswers } from './alarm-calls.js';
import { FileCalls, getFileTime } from './file-calls.js';
import { numberedAnswers } from './numbered-calls.js';
import { numberedKey } from './numbered-timer.js';
import type { TimerAnswer, TimerCall, WorldClocks } from './timer-call.js';
import { TimerTable } from './timer-table.js';
import type { VirtualTimer } from './virtual-timer.js';

export const timerCalls: readonly number[] = [
  ...[...alarmAnswers, ...numberedAnswers].map(([call]) => call),
  ...[nr.timerfd_settime, nr.timerfd_gettime],
];

/**
 * The timers of a world's programs, as its clock goes: the kernel's own are never set. What a
 * program would find set is answered from a table, and an expiry is brought about in the kernel,
 * so that whoever waits for it wakes as always.
 */
export class ProgramTimers implements VirtualTimers {
  private readonly table: TimerTable;
  private readonly answers: ReadonlyMap<number, (call: TimerCall) => TimerAnswer>;

  constructor(
    private readonly clocks: WorldClocks,
    processes: () => readonly TracedProcess[],
  ) {
    this.table = new TimerTable(() => clocks.now());
    const files = new FileCalls(processes);
    this.answers = new Map([
      ...alarmAnswers,
      ...numberedAnswers,
      [nr.timerfd_settime, (call) => files.setTime(call)],
      [nr.timerfd_gettime, getFileTime],
    ]);
  }

  takes(thread: Thread, registers: Registers): boolean {
    const { table, clocks } = this;
    const answer = this.answers.get(registers.number('origRax'));
    const result = answer?.({ thread, registers, table, clocks });
    if (result === undefined) return false;
    thread.setRegisters(answered(registers, result));
    thread.resume();
    return true;
  }

  nextDue(among: (process: TracedProcess) => boolean = () => true): bigint | undefined {
    return this.table.nextDue(among);
  }

  passTo(time: bigint): void {
    this.table.passTo(time);
  }

  fire(due: bigint): void {
    this.table.fire(due);
  }

  /** A signal is about to be delivered: it says what the kernel's would. */
  signalled(thread: Thread): void {
    const info = signalInfo(thread.tid);
    if (info === 'died' || !isOurTimerSignal(info)) return;
    const timer = this.table.find(numberedKey(thread.process, timerOf(info)));
    const told = isOfAlarm(info) ? asOfAlarm(info) : withOverrun(info, timer?.missed ?? 0n);
    setSignalInfo(thread.tid, told);
  }

  left(): unknown {
    return this.table.left();
  }

  mark(): readonly VirtualTimer[] {
    return this.table.mark();
  }

  comeBackTo(mark: unknown): void {
    this.table.comeBackTo(mark as readonly VirtualTimer[]);
  }

  begin(): void {
    this.table.comeBackTo([]);
  }
}
