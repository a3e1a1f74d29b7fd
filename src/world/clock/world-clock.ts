import { clock, readClock } from '../../kernel/clocks.js';
import { writeMemory } from '../../kernel/process-memory.js';
import type { Delay } from '../../model/consequence.js';
import type { RegisterName, Registers } from '../../tracer/registers.js';
import type { Session } from '../../tracer/session.js';
import type { Thread, TracedProcess } from '../../tracer/tracee.js';
import { installClock, isInVdso, shiftClock, type ClockShift } from '../../tracer/vdso-clock.js';
import { shiftCode } from '../../tracer/vdso-code.js';
import { answerClockCall, clockCalls } from './clock-call.js';
import { deadlineCalls, kernelDeadline } from './deadline.js';
import { willHandle } from '../signalled.js';
import { RealDelays } from './real-delays.js';
import type { DelayEnd, TimeKeeper, TimeMark } from './time-keeper.js';

/** A moment as programs see it: nanoseconds of their clocks. */
interface WorldTime {
  readonly monotonic: bigint;
  readonly raw: bigint;
}

const none: ClockShift = { shift: 0n, rawShift: 0n };
/** Shifted coarse clocks are read as exact ones, as our code in the vDSO's place does. */
const exact: ReadonlyMap<number, number> = new Map([
  [5, clock.realtime],
  [6, clock.monotonic],
]);
/** Below the stack pointer lies the red zone of 128 bytes; below that nothing is of use. */
const belowStack = 128 + 32;

/** An argument that was replaced for the time of a call. */
interface Replaced {
  readonly register: RegisterName;
  readonly value: bigint;
}

/**
 * The kernel's clocks, as the programs of a world read them. They go back with the world and go on
 * from there: what the programs read is shifted, and where they tell the kernel a point in time it
 * is shifted the other way.
 */
export class WorldClock implements TimeKeeper {
  /** What programs have to be stopped at. */
  static readonly watchedCalls: readonly number[] = [...clockCalls, ...deadlineCalls];
  private shifts = none;
  private begun = 0;
  private readonly delays = new RealDelays();
  private readonly replaced = new Map<Thread, Replaced>();

  constructor(private readonly session: Session) {}

  /** New programs: nothing has gone back yet. */
  begin(): void {
    this.begun = performance.now();
    this.shifts = none;
    this.replaced.clear();
    this.delays.clear();
  }

  sinceBegin(): number {
    return performance.now() - this.begun;
  }

  /** A program stands at its exec. @returns whether it still does, and has not been killed */
  afterExec(thread: Thread): boolean {
    return installClock(this.session, thread, shiftCode(this.shifts));
  }

  mark(): TimeMark {
    const [then, delays] = [this.now(), this.delays.mark()];
    const goOn = (processes: readonly TracedProcess[]): void => {
      this.comeBackTo(then, processes);
      this.delays.comeBackTo(delays);
    };
    return { goOn };
  }

  /** Whether the call that a thread stands before goes by a clock; if so it runs on. */
  takes(thread: Thread, registers: Registers): boolean {
    const call = registers.number('origRax');
    const isDeadline = deadlineCalls.includes(call);
    if (!isDeadline && !clockCalls.includes(call)) return false;
    if (this.shifts === none) thread.resume();
    else if (isDeadline) this.runUntil(thread, registers);
    else {
      this.answer(thread, registers);
      thread.resume();
    }
    return true;
  }

  delay(thread: Thread, registers: Registers, delay: Delay): DelayEnd | 'at-once' {
    return this.delays.begin(thread, registers, delay);
  }

  isWaitingIn(): boolean {
    return false;
  }

  goesOnWaiting(thread: Thread, registers: Registers): boolean {
    return this.delays.goesOn(thread, registers);
  }

  /** What the kernel waits for goes on by itself. */
  signalled(thread: Thread, signal: number): void {
    if (willHandle(thread, signal)) this.delays.isOver(thread);
  }

  /**
   * A call has returned: the program must find the arguments that it passed.
   * @returns whether it was ours
   */
  returned(thread: Thread): boolean {
    const before = this.replaced.get(thread);
    if (before === undefined) return this.delays.returned(thread);
    this.replaced.delete(thread);
    const registers = thread.registers();
    if (registers !== 'died') thread.setRegisters(registers.set(before.register, before.value));
    return true;
  }

  private now(): WorldTime {
    const { shift, rawShift } = this.shifts;
    return {
      monotonic: readClock(clock.monotonic) + shift,
      raw: readClock(clock.monotonicRaw) + rawShift,
    };
  }

  /** Go on from then; all threads of the processes are stopped. */
  private comeBackTo(then: WorldTime, processes: readonly TracedProcess[]): void {
    this.begin();
    const real = this.now();
    this.shifts = { shift: then.monotonic - real.monotonic, rawShift: then.raw - real.raw };
    for (const { threads } of processes) {
      const thread = [...threads.values()].find(({ state }) => state === 'stopped');
      if (thread !== undefined) shiftClock(thread, this.shifts);
    }
  }

  private answer(thread: Thread, registers: Registers): void {
    // Our code in the vDSO's place makes the call itself, for what it shifts afterwards, where the
    // machine's clock cannot be read without the kernel.
    if (isInVdso(thread.process, registers.number('rip'))) return;
    const { shift, rawShift } = this.shifts;
    answerClockCall(thread, registers, (id) => {
      return readClock(exact.get(id) ?? id) + (id === clock.monotonicRaw ? rawShift : shift);
    });
  }

  /** The kernel reads the deadline before it waits: it need not stay where it is put. */
  private runUntil(thread: Thread, registers: Registers): void {
    const deadline = kernelDeadline(thread, registers, this.shifts.shift);
    const at = Math.floor((registers.number('rsp') - belowStack) / 16) * 16;
    // At the very end of its stack a program has other worries than its clock.
    if (deadline === undefined || !writeMemory(thread.tid, at, deadline.bytes)) {
      thread.resume();
      return;
    }
    const { register } = deadline;
    this.replaced.set(thread, { register, value: registers.word(register) });
    thread.setRegisters(registers.copy().set(register, at));
    thread.resume('syscall');
  }
}
