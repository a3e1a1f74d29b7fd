import { nr } from '../abi/syscalls.js';
import type { ModuleEdges } from '../model/edges.js';
import { readCounterTable } from '../tracer/counters/counter-table.js';
import { reachedIn, type Reached } from '../tracer/counters/process-counters.js';
import { FileCache } from '../tracer/modules/file-cache.js';
import type { Registers } from '../tracer/registers.js';
import type { Thread, TracedProcess } from '../tracer/tracee.js';
import { endsProcess } from './kept-end.js';

const none: Reached = new Map();

const sigkill = 9;

/** Calls after which the memory of the process is gone that makes them. */
const lastCalls: readonly number[] = [nr.exit, nr.exit_group, nr.execve, nr.execveat];

/** Of others it may be by kill(2): SIGKILL is delivered without a stop. */
export const countedCalls: readonly number[] = [...lastCalls, nr.kill];

/**
 * Which counters of the SUT's processes have counted something in the current run. They lie in
 * the programs' memory and so are put back with it: those of a run are those of its whole path.
 * What ended before is kept here, and part of the mark.
 */
export class EdgeWatch {
  private readonly tables = new FileCache(readCounterTable);
  private past: Reached = none;

  /** @param living those of the SUT's processes that have not ended */
  constructor(private readonly living: () => readonly TracedProcess[]) {}

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
    const call = registers.number('origRax');
    if (lastCalls.includes(call)) this.note(thread);
    else if (call === nr.kill && registers.int('rsi') === sigkill) this.past = this.now();
  }

  beforeSignal(thread: Thread, signal: number): void {
    if (endsProcess(thread, signal)) this.note(thread);
  }

  edges(): readonly ModuleEdges[] {
    const modules = [...this.now()].map(([module, flags]) => edgesOf(module, flags));
    return modules.sort((a, b) => (a.module < b.module ? -1 : 1));
  }

  private now(): Reached {
    const threads = this.living().map((process) => process.anyThread());
    return threads.reduce((sum, thread) => union(sum, this.read(thread)), this.past);
  }

  private note(thread: Thread): void {
    if (this.living().includes(thread.process)) this.past = union(this.past, this.read(thread));
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
