import { innerId } from '../../kernel/inner-ids.js';
import { getExtendedState } from '../../kernel/ptrace.js';
import type { Thread, TracedProcess } from '../../tracer/tracee.js';
import { ThreadRegisters } from '../registers/thread-registers.js';
import { Breakpoints } from './breakpoints.js';
import { RemoteFiles } from './remote-files.js';
import type { Action } from './resumption.js';
import { Watches } from './watches.js';

/** gdb's word for every thread. */
const all = -1;

/** The process that gdb looks at, while all of its threads stand still. */
export class Inferior {
  readonly breakpoints = new Breakpoints();
  readonly watches = new Watches();
  readonly registers: ThreadRegisters;
  readonly files: RemoteFiles;
  readonly process: TracedProcess;
  /** Signals that the process gets without gdb being asked, by the system's numbers. */
  passed: ReadonlySet<number> = new Set();
  /** Where the C library keeps the number of a module; undefined while that is not known. */
  moduleNumberAt: number | undefined;
  private readonly numbers = new Map<Thread, number>();

  constructor(private chosen: Thread) {
    this.process = chosen.process;
    this.files = new RemoteFiles(this.process.pid);
    const state = getExtendedState(chosen.tid);
    this.registers = new ThreadRegisters(state === 'died' ? 0 : state.length);
  }

  /** The one that registers are asked of. */
  get selected(): Thread {
    return this.chosen.state === 'stopped' ? this.chosen : (this.threads[0] ?? this.chosen);
  }

  select(thread: Thread): void {
    this.chosen = thread;
  }

  /** Of the process, in its world. */
  get number(): number {
    return this.numberOf(this.process.firstThread());
  }

  /** What is stopped can be looked at; who is about to end cannot. */
  get threads(): readonly Thread[] {
    return [...this.process.threads.values()].filter(({ state }) => state === 'stopped');
  }

  /** `p1.2`: process and thread as the world numbers them. */
  nameOf(thread: Thread): string {
    return `p${this.number.toString(16)}.${this.numberOf(thread).toString(16)}`;
  }

  /** Whether a name means this thread: `p1.2`, `2`, or -1 for all. */
  isMeant(thread: Thread, name: string): boolean {
    const [first = '', second = '-1'] = name.replace(/^p/, '').split('.');
    const wanted = parseInt(name.startsWith('p') ? second : first, 16);
    return wanted === all || wanted === 0 || wanted === this.numberOf(thread);
  }

  /** Let all threads know what is to be watched. */
  tellWatches(): void {
    for (const thread of this.threads) this.watches.tell(thread);
  }

  /** Nothing stops the process any more. */
  removeStops(): void {
    const { tid, state } = this.selected;
    if (state === 'stopped') this.breakpoints.removeAll(tid);
    this.watches.removeAll();
    this.tellWatches();
  }

  /** The process runs another program: they went with the memory of the one before. */
  forgetStops(): void {
    this.breakpoints.forget();
    this.watches.forget();
  }

  /** What becomes of a thread; undefined where it is to stay as it is. */
  actionOf(thread: Thread, actions: readonly Action[]): Action | undefined {
    return actions.find(({ threads }) => this.isMeant(thread, threads));
  }

  find(name: string): Thread | undefined {
    const threads = [this.selected, ...this.threads];
    return threads.find((thread) => thread.state === 'stopped' && this.isMeant(thread, name));
  }

  numberOf(thread: Thread): number {
    const number = this.numbers.get(thread) ?? innerId(thread.tid);
    this.numbers.set(thread, number);
    return number;
  }
}
