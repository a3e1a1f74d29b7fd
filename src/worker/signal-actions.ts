import { nr } from '../abi/syscalls.js';
import { signalNumber } from '../abi/signals.js';
import type { Handlers } from '../choice/situation.js';
import { readMemory } from '../kernel/process-memory.js';
import { signalSets, signalsIn } from '../kernel/signal-sets.js';
import type { Registers } from '../tracer/registers.js';
import type { Thread, TracedProcess } from '../tracer/tracee.js';

const saRestart = 0x10000000n;
/** Default and ignored actions stand in place of a handler's address. */
const lastNoHandler = 1n;
/** A program raises these by its own mistakes, at no call that waits. */
const synchronous = new Set(
  ['SIGSEGV', 'SIGBUS', 'SIGFPE', 'SIGILL', 'SIGTRAP', 'SIGSYS', 'SIGABRT'].map(signalNumber),
);

/** By signal: whether the handler that was installed last restarts calls. */
type Actions = ReadonlyMap<number, boolean>;

/**
 * Which handlers programs install, by process. /proc tells which signals have one, and knows what
 * exec and fork do to them, but not the flags: these are read when sigaction(2) is called.
 */
export class SignalActions {
  constructor(private readonly byProcess = new Map<number, Actions>()) {}

  copy(): SignalActions {
    return new SignalActions(new Map(this.byProcess));
  }

  /** A thread stands before a call. */
  note(thread: Thread, registers: Registers): void {
    if (registers.number('origRax') !== nr.rt_sigaction || registers.word('rsi') === 0n) return;
    const action = readMemory(thread.tid, registers.number('rsi'), 16);
    if (action.length < 16 || action.readBigUInt64LE(0) <= lastNoHandler) return;
    const restarts = (action.readBigUInt64LE(8) & saRestart) !== 0n;
    const { index } = thread.process;
    const known = this.byProcess.get(index) ?? new Map<number, boolean>();
    this.byProcess.set(index, new Map(known).set(registers.int('rdi'), restarts));
  }

  handlersOf(process: TracedProcess): Handlers {
    if (this.byProcess.size === 0) return 'none';
    const caught = signalsIn(signalSets(process.pid)?.caught ?? 0n);
    const signals = caught.filter((signal) => !synchronous.has(signal));
    if (signals.some((signal) => this.restarts(process, signal) === false)) return 'interrupting';
    return signals.length > 0 ? 'restarting' : 'none';
  }

  /** A child has its parent's handlers until it installs its own. */
  private restarts(process: TracedProcess, signal: number): boolean | undefined {
    const own = this.byProcess.get(process.index)?.get(signal);
    if (own !== undefined || process.parent === undefined) return own;
    return this.restarts(process.parent, signal);
  }
}
