import { descriptorWaits, nr } from '../abi/syscalls.js';
import type { Settings } from '../model/settings.js';
import type { Override } from '../tracer/override.js';
import type { Registers } from '../tracer/registers.js';
import type { Thread, TracedProcess } from '../tracer/tracee.js';
import type { Phase } from './act.js';
import { noteAlarm } from './alarms.js';
import { Chance, type ChanceMark } from './chance/chance.js';
import type { CallRecorder } from './call-recorder.js';
import type { TimeKeeper } from './clock/time-keeper.js';
import { DelayedCalls, type DelayedMark } from './delayed-calls.js';
import type { Enclosure } from './enclosure.js';
import type { FileLookups } from './file-lookups.js';
import { answersForInit, exitStatusOf } from './kept-end.js';
import type { FailedNamesMark } from './network-events/failed-names.js';
import { NetworkEvents } from './network-events/network-events.js';
import { noteCall } from './noted-calls.js';
import { PartialTransfers, type TransfersMark } from './partial-transfers.js';
import { restartUnlessHandled } from './restarts.js';
import { RunningCalls, type CallsMark } from './running-calls.js';
import { willHandle } from './signalled.js';

interface CallStopsParts {
  readonly time: TimeKeeper;
  readonly settings: Pick<Settings, 'seed'>;
  readonly processes: () => readonly TracedProcess[];
  readonly enclosure: Enclosure;
  readonly lookups: FileLookups | undefined;
  readonly recorder?: CallRecorder | undefined;
  /** Whether a call that is about to be made is of interest. */
  readonly concerns: (thread: Thread, registers: Registers) => boolean;
  /** A call is about to be made, of interest or not. */
  readonly looks: (thread: Thread, registers: Registers) => void;
  /** exit_group is about to be called. @returns whether the thread stays where it is */
  readonly exits: (thread: Thread, code: number) => boolean;
}

export interface CallStopsMark {
  readonly calls: CallsMark;
  readonly transfers: TransfersMark;
  readonly delayed: DelayedMark;
  readonly names: FailedNamesMark;
  readonly chance: ChanceMark;
}

/** What is done at the stops before and after watched calls, other than to make a choice. */
export class CallStops {
  private readonly calls = new RunningCalls();
  readonly transfers: PartialTransfers;
  readonly chance: Chance;
  private readonly delayed: DelayedCalls;
  private readonly events: NetworkEvents;
  /** Threads in calls that nobody decides, and whose return is recorded. */
  private readonly letThrough = new Set<Thread>();

  constructor(private readonly parts: CallStopsParts) {
    const { enclosure, settings, time } = parts;
    const events = new NetworkEvents(enclosure.init);
    this.events = events;
    this.chance = new Chance(settings.seed, enclosure.sealed);
    this.delayed = new DelayedCalls(time);
    this.transfers = new PartialTransfers((...call) => {
      if (enclosure.sealed) events.failAgain(...call);
    });
  }

  /** Let a call run, as decided. */
  begin(thread: Thread, registers: Registers, override: Override): void {
    this.letThrough.delete(thread);
    // It was noted when the thread came to stand before it: what was looked at since is the past.
    noteCall(thread, registers, this.parts.processes);
    this.events.before(thread, registers, override);
    if (!this.delayed.begin(thread, registers, override)) this.decide(thread, registers, override);
  }

  /** @returns whether the thread stands before a call of interest; if not, it is dealt with */
  before(thread: Thread): boolean {
    if (this.transfers.goesOn(thread) || this.resumes(thread)) return false;
    // Most stops are here, before reads and writes of files: the registers are read once.
    const registers = thread.registers();
    if (registers === 'died') {
      thread.resume();
      return false;
    }
    // Before it becomes a matter of time.
    if (this.asksToWait(thread, registers)) return true;
    if (this.isAnswered(thread, registers)) return false;
    const { recorder, time } = this.parts;
    if (recorder?.before(thread, registers, time.sinceBegin()) === true)
      this.letThrough.add(thread);
    const isOfInterest = this.isOfInterest(thread, registers);
    if (!isOfInterest) this.run(thread, registers);
    return isOfInterest;
  }

  /** Let a call run that was of interest, and is none to decide. */
  pass(thread: Thread): void {
    const registers = thread.registers();
    if (registers === 'died') thread.resume();
    else if (!this.parts.time.takes(thread, registers)) this.run(thread, registers);
  }

  /** A signal is about to be delivered: where a handler runs, a wait has failed. */
  signalled(thread: Thread, signal: number): void {
    if (!willHandle(thread, signal)) return;
    const registers = thread.registers();
    if (registers === 'died' || registers.signed('rax') !== restartUnlessHandled) return;
    this.calls.isOver(thread, registers);
    this.delayed.isOver(thread, registers);
  }

  /** @returns whether the thread stands after a call that was decided; if not, it runs on */
  after(thread: Thread): boolean {
    const wasPartial = this.transfers.has(thread);
    if (this.transfers.goesOn(thread)) return false;
    const isWatched = this.calls.has(thread) || this.letThrough.has(thread);
    const isOver = (!wasPartial || isWatched) && this.returned(thread);
    if (!isOver) thread.resume();
    return isOver;
  }

  /** @returns whether it was a call that had been decided */
  returned(thread: Thread): boolean {
    const { time, recorder } = this.parts;
    const isDecided = !this.letThrough.delete(thread) && !time.returned(thread);
    const over = isDecided ? this.calls.returned(thread) : undefined;
    if (over !== undefined) this.events.after(thread, over.registers, over.override);
    recorder?.after(thread, time.sinceBegin());
    return isDecided;
  }

  /** The decided call that a frozen thread stands in, as the program made it. */
  standingIn(thread: Thread, now: Registers): Registers | undefined {
    // In what it goes on with after a stop it cannot stand again: the kernel has forgotten.
    if (now.signed('origRax') === nr.restart_syscall)
      return thread.restarts === undefined ? now : now.copy().set('origRax', thread.restarts);
    return this.calls.standingIn(thread, now);
  }

  /** Nothing that was decided for a call in which a thread waits happens to who is untouched. */
  beginPhase(phase: Phase): void {
    if (phase === 'untouched') this.calls.endFaults();
  }

  mark(): CallStopsMark {
    const { calls, transfers, delayed, events, chance } = this;
    return {
      calls: calls.mark(),
      transfers: transfers.mark(),
      delayed: delayed.mark(),
      names: events.names.mark(),
      chance: chance.mark(),
    };
  }

  comeBackTo(mark: CallStopsMark): void {
    this.delayed.comeBackTo(mark.delayed);
    this.calls.comeBackTo(mark.calls);
    this.transfers.comeBackTo(mark.transfers);
    this.events.names.comeBackTo(mark.names);
    this.chance.comeBackTo(mark.chance);
  }

  clear(): void {
    this.events.names.clear();
    this.calls.clear();
    this.transfers.clear();
    this.delayed.clear();
    this.letThrough.clear();
    this.parts.recorder?.begin();
    this.chance.begin();
  }

  /** Whether this call was decided before; if so it runs on. */
  private resumes(thread: Thread): boolean {
    const delayed = this.delayed.resumes(thread);
    if (delayed === undefined) return this.calls.resumes(thread);
    if (delayed !== 'waits') this.decide(thread, delayed.registers, delayed.override);
    return true;
  }

  private decide(thread: Thread, registers: Registers, override: Override): void {
    if (override.kind !== 'answer') this.chance.beforeCall(thread, registers);
    if (override.kind === 'run' && this.parts.time.takes(thread, registers)) return;
    this.calls.begin(thread, registers, override);
  }

  private isOfInterest(thread: Thread, registers: Registers): boolean {
    return thread.process.entered && this.parts.concerns(thread, registers);
  }

  private asksToWait(thread: Thread, registers: Registers): boolean {
    const isWait = descriptorWaits.has(registers.number('origRax'));
    if (!isWait || this.parts.time.isWaitingIn(thread, registers)) return false;
    return this.isOfInterest(thread, registers);
  }

  private run(thread: Thread, registers: Registers): void {
    this.chance.beforeCall(thread, registers);
    thread.resume(this.letThrough.has(thread) ? 'syscall' : 'cont');
  }

  /** Calls that are stopped at for the sake of rewinding. */
  private isAnswered(thread: Thread, registers: Registers): boolean {
    const { time, processes, enclosure, looks, exits, lookups } = this.parts;
    // As programs see it.
    const initPid = enclosure.sealed ? 1 : enclosure.init.pid;
    noteCall(thread, registers, processes);
    looks(thread, registers);
    if (time.takes(thread, registers) || this.chance.takes(thread, registers)) return true;
    lookups?.before(thread, registers);
    if (answersForInit(thread, registers, initPid)) return true;
    noteAlarm(thread, registers);
    return registers.number('origRax') === nr.exit_group && exits(thread, exitStatusOf(registers));
  }
}
