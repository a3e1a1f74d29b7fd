import { nr } from '../abi/syscalls.js';
import type { ModuleEdges } from '../model/edges.js';
import { readCounterTable } from '../tracer/counters/counter-table.js';
import { reachedIn, type Reached } from '../tracer/counters/process-counters.js';
import { FileCache } from '../tracer/modules/file-cache.js';
import type { Registers } from '../tracer/registers.js';
import type { Thread, TracedProcess } from '../tracer/tracee.js';
import { endsProcess } from './kept-end.js';

const none: Reached = new Map();

/** Calls after which the memory of a process is gone. */
export const lastCalls: readonly number[] = [nr.exit, nr.exit_group, nr.execve, nr.execveat];

/**
 * Which counters of the SUT's processes have counted something in the current run. They lie in
 * the programs' memory and so are put back with it: those of a run are those of its whole path.
 * What ended before is kept here, and part of the mark.
 */
export class EdgeWatch {
  private readonly tables = new FileCache(readCounterTable);
  private past: Reached = none;

  /** @param isWatched whether a process belongs to the SUT */
  constructor(private readonly isWatched: (process: TracedProcess) => boolean) {}

  begin(): void {
    this.past = none;
  }

  mark(): Reached {
    return this.past;
  }

  comeBackTo(past: Reached): void {
    this.past = past;
  }

  beforeCall(thread: Thread, registers: Registers): void {
    if (lastCalls.includes(registers.number('origRax'))) this.note(thread);
  }

  beforeSignal(thread: Thread, signal: number): void {
    if (endsProcess(thread, signal)) this.note(thread);
  }

  /** @param living those of the SUT's processes that have not ended */
  edges(living: readonly TracedProcess[]): readonly ModuleEdges[] {
    const all = living.reduce(
      (sum, process) => union(sum, this.read(process.anyThread())),
      this.past,
    );
    const modules = [...all].map(([module, flags]) => edgesOf(module, flags));
    return modules.sort((a, b) => (a.module < b.module ? -1 : 1));
  }

  private note(thread: Thread): void {
    if (this.isWatched(thread.process)) this.past = union(this.past, this.read(thread));
  }

  private read({ tid }: Thread): Reached {
    return reachedIn(tid, this.tables);
  }
}

function union(a: Reached, b: Reached): Reached {
  const sum = new Map(a);
  for (const [module, flags] of b) sum.set(module, either(a.get(module), flags));
  return sum;
}

function either(a: Uint8Array | undefined, b: Uint8Array): Uint8Array {
  return a?.length === b.length ? b.map((flag, index) => flag | (a[index] ?? 0)) : b;
}

function edgesOf(module: string, flags: Uint8Array): ModuleEdges {
  const reached: number[] = [];
  for (const [number, flag] of flags.entries()) if (flag !== 0) reached.push(number);
  return { module, count: flags.length, reached };
}
