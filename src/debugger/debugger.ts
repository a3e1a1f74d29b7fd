import type { ExitStatus } from '../model/termination.js';
import type { Attendant } from '../tracer/attendant.js';
import type { TraceEvent } from '../tracer/trace-event.js';
import type { Thread } from '../tracer/tracee.js';
import type { Halted } from '../world/freezer.js';
import type { Standstill } from '../world/standstill/standstill.js';
import { Conversation } from './conversation.js';
import { Excursions } from './excursions.js';
import { Inferior } from './inferior/inferior.js';
import type { Action } from './inferior/resumption.js';
import { breakpointOf, isInstruction, isWatched, meantBy } from './inferior/traps.js';
import { sigtrap, standBefore } from './inferior/traps.js';
import { runAlone } from './run-alone.js';
import { endReport, stopReport } from './stop-report.js';
import { takeReason } from './take-reason.js';
import { stepsAlone } from './steps-alone.js';
import { StoppedFor } from './stopped-for.js';
import type { Connection } from './wire/connection.js';

const sigint = 2;

type Signalled = TraceEvent & { readonly kind: 'signal' };

/**
 * gdb at the other end of a line. It looks at one process of a world that stands still, and when
 * it lets that run, all of the world runs, until the process comes to a breakpoint or a signal.
 */
export class Debugger implements Attendant {
  private readonly inferior: Inferior;
  private readonly conversation: Conversation;
  private readonly stoppedFor: StoppedFor;
  private readonly excursions: Excursions;
  private isOpen = true;
  /** Whether gdb waits for the process to stop. */
  private isRunning = false;

  constructor(
    private readonly connection: Connection,
    private readonly standstill: Standstill,
    thread: Thread,
  ) {
    this.inferior = new Inferior(thread);
    this.conversation = new Conversation(connection, this.inferior);
    this.stoppedFor = new StoppedFor(standstill.session);
    this.excursions = new Excursions(standstill.session, this.stoppedFor);
  }

  get isThere(): boolean {
    return this.isOpen;
  }

  /**
   * The world stands still in the middle of a run.
   * @param signal what this thread stopped for, which comes to it only if gdb wants that; 0: none
   */
  begin(thread: Thread, signal: number, halted: Halted): void {
    if (signal !== 0) this.stoppedFor.set(thread, signal);
    this.conversation.standsBy(stopReport(this.inferior, thread, signal || sigtrap));
    this.excursions.begin(this.inferior.threads);
    this.talk(halted);
  }

  /** The run has ended, and the process is still there. */
  showEnd(text: string, halted: Halted): void {
    this.conversation.print(text);
    this.stopAt(this.inferior.selected, sigint, halted);
    this.endByKill();
  }

  /** What still runs when a run has ended is killed. */
  endByKill(): void {
    this.endBy({ kind: 'signaled', signal: 'SIGKILL' });
  }

  look(): void {
    const message = this.isRunning ? this.connection.glance() : undefined;
    if (message === undefined) return;
    this.standstill.during((halted) => {
      if (message === 'gone' || this.inferior.threads.length === 0) this.leave();
      else this.stopAt(this.inferior.selected, sigint, halted);
    });
  }

  greet(thread: Thread): void {
    if (thread.process === this.inferior.process) this.inferior.watches.tell(thread);
  }

  meet(event: TraceEvent): TraceEvent | undefined {
    if (event.kind === 'signal') return this.meetSignal(event);
    const process = event.kind === 'process-ended' ? event.process : event.thread.process;
    if (process !== this.inferior.process) return event;
    if (event.kind === 'process-ended') this.endBy(event.status);
    if (event.kind === 'exec') this.inferior.forgetStops();
    return event;
  }

  private meetSignal(event: Signalled): TraceEvent | undefined {
    const { thread, signal } = event;
    if (this.stoppedFor.hasSeen(thread)) return event;
    const address = signal === sigtrap ? breakpointOf(thread) : undefined;
    if (address !== undefined && this.isOver(thread, address)) return undefined;
    if (signal === sigtrap && this.isUnwatched(thread)) return undefined;
    const { process, passed } = this.inferior;
    const isAsked = this.isOpen && thread.process === process && process.entered;
    if (!isAsked || passed.has(signal)) return event;
    this.stopFor(thread, signal);
    this.standstill.during((halted) => this.stopAt(thread, signal, halted));
    return undefined;
  }

  /** @returns whether it was a breakpoint that concerns nobody any more: the thread runs on */
  private isOver(thread: Thread, address: number): boolean {
    const { process, breakpoints } = this.inferior;
    const isOver =
      thread.process === process
        ? !breakpoints.has(address) && !isInstruction(thread, address)
        : breakpoints.clearInherited(thread.tid, address);
    if (!isOver) return false;
    standBefore(thread, address);
    thread.resume();
    return true;
  }

  /** @returns whether it was a place that nobody watches any more: the thread runs on */
  private isUnwatched(thread: Thread): boolean {
    const { process, watches } = this.inferior;
    if (thread.process !== process || !isWatched(thread) || watches.has(thread)) return false;
    thread.resume();
    return true;
  }

  private stopFor(thread: Thread, signal: number): void {
    this.stoppedFor.set(thread, meantBy(thread, signal, this.inferior.breakpoints));
  }

  private stopAt(thread: Thread, signal: number, halted: Halted): void {
    this.isRunning = false;
    for (const one of this.inferior.threads) one.steps = false;
    this.tellStop(thread, signal);
    this.excursions.begin(this.inferior.threads);
    this.talk(halted);
  }

  private tellStop(thread: Thread, signal: number): void {
    const reason = signal === sigtrap ? takeReason(thread, this.inferior) : '';
    this.inferior.select(thread);
    this.conversation.tell(stopReport(this.inferior, thread, signal, reason));
  }

  /** Everything stands still until gdb says otherwise. */
  private talk(halted: Halted): void {
    for (;;) {
      const wish = this.conversation.hear();
      if (wish === 'gone') {
        this.leave();
        return;
      }
      const isFree = (one: Thread): boolean => this.stoppedFor.has(one) || halted.frozen.has(one);
      this.inferior.tellWatches();
      const away = this.excursions.next();
      const thread = away ?? stepsAlone(wish, this.inferior, isFree);
      if (thread === undefined || !this.move(thread, wish, halted, away !== undefined)) {
        this.stoppedFor.goOn(this.inferior, wish);
        this.isRunning = true;
        return;
      }
    }
  }

  /** Let one thread move alone. @returns false where something else than a stop has come of it */
  private move(
    thread: Thread,
    actions: readonly Action[],
    halted: Halted,
    isAway: boolean,
  ): boolean {
    halted.frozen.delete(thread);
    this.stoppedFor.forget(thread);
    const { session } = this.standstill;
    const how = this.inferior.actionOf(thread, actions)?.how === 'step' ? 'singleStep' : 'cont';
    const status = isAway
      ? runAlone(session, thread, how, () => this.connection.glance() !== undefined)
      : session.stepOver(thread);
    if (status.kind !== 'signal') {
      session.defer(thread, status);
      return false;
    }
    this.stopFor(thread, status.signal);
    this.tellStop(thread, status.signal);
    return true;
  }

  /** The process is no more. */
  private endBy(status: ExitStatus): void {
    if (this.isRunning) this.conversation.tell(endReport(this.inferior, status));
    this.close();
  }

  /** gdb has left the process alone. */
  private leave(): void {
    this.excursions.endAll();
    this.inferior.removeStops();
    this.stoppedFor.letGo(this.inferior);
    this.close();
  }

  private close(): void {
    this.isRunning = false;
    this.isOpen = false;
    this.inferior.files[Symbol.dispose]();
    this.connection[Symbol.dispose]();
  }
}
