import { nr } from '../abi/syscalls.js';
import type { ModuleEdges } from '../model/edges.js';
import { readCounterTable } from '../tracer/counters/counter-table.js';
import { countsIn, type Counts } from '../tracer/counters/process-counters.js';
import { FileCache } from '../tracer/modules/file-cache.js';
import type { Registers } from '../tracer/registers.js';
import type { Thread, TracedProcess } from '../tracer/tracee.js';
import { endsProcess } from './kept-end.js';
import { sumOfCounts } from './sum-of-counts.js';

const sigkill = 9;

/** Calls after which the memory of the process is gone that makes them. */
const lastCalls: readonly number[] = [nr.exit, nr.exit_group, nr.execve, nr.execveat];

/** Of others it may be by kill(2): SIGKILL is delivered without a stop. */
export const countedCalls: readonly number[] = [...lastCalls, nr.kill];

/** What the counters of a process said last, while it ran one program. */
export interface LastCounts {
  readonly process: TracedProcess;
  readonly image: object;
  readonly counts: Counts;
}

/**
 * What the counters of the SUT's processes have counted in the current run. They lie in the
 * programs' memory and so are put back with it: those of a run are those of its whole path.
 * What ended before is kept here, and part of the mark.
 */
export class EdgeWatch {
  private readonly tables = new FileCache(readCounterTable);
  private past: readonly LastCounts[] = [];

  /** @param living those of the SUT's processes that have not ended */
  constructor(private readonly living: () => readonly TracedProcess[]) {}

  begin(): void {
    this.past = [];
  }

  mark(): readonly LastCounts[] {
    return this.past;
  }

  comeBackTo(past: readonly LastCounts[]): void {
    this.past = past;
  }

  beforeCall(thread: Thread, registers: Registers): void {
    const call = registers.number('origRax');
    if (lastCalls.includes(call)) this.note(thread);
    else if (call === nr.kill && registers.int('rsi') === sigkill) this.past = this.now();
  }

  beforeSignal(thread: Thread, signal: number): void {
    if (endsProcess(thread, signal)) this.note(thread);
  }

  edges(): readonly ModuleEdges[] {
    return sumOfCounts(this.now().map(({ counts }) => counts));
  }

  private now(): readonly LastCounts[] {
    const threads = this.living().map((process) => process.anyThread());
    return threads.reduce((past, thread) => this.with(past, thread), this.past);
  }

  private note(thread: Thread): void {
    if (this.living().includes(thread.process)) this.past = this.with(this.past, thread);
  }

  /** What counters said before they say still, and more: only the last look counts. */
  private with(past: readonly LastCounts[], { tid, process }: Thread): readonly LastCounts[] {
    // In the memory of its parent, which is asked itself.
    if (process.isGuest) return past;
    const { image } = process;
    const known = past.find((last) => last.process === process && last.image === image);
    // A library may be gone; of a process that is gone, all.
    const counts = new Map([...(known?.counts ?? []), ...countsIn(tid, this.tables)]);
    const others = past.filter((last) => last !== known);
    return counts.size === 0 ? others : [...others, { process, image, counts }];
  }
}
