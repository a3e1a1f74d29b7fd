import {
  clearEntryBreakpoint,
  setEntryBreakpoint,
  type EntryBreakpoint,
} from '../tracer/entry-breakpoint.js';
import type { Thread, TracedProcess } from '../tracer/tracee.js';
import { clearLeftovers } from './leftovers-of-loader.js';

const sigtrap = 5;

/** Follows each exec up to the program's entry point: what the loader does is not the program's. */
export class EntryWatch {
  private readonly breakpoints = new Map<TracedProcess, EntryBreakpoint>();

  afterExec(thread: Thread): void {
    const breakpoint = setEntryBreakpoint(thread);
    if (breakpoint !== undefined) this.breakpoints.set(thread.process, breakpoint);
  }

  /** Whether this signal is the breakpoint's, and the program begins now. */
  takes(thread: Thread, signal: number): boolean {
    const breakpoint = this.breakpoints.get(thread.process);
    if (signal !== sigtrap || breakpoint === undefined) return false;
    if (!clearEntryBreakpoint(thread, breakpoint)) return false;
    this.breakpoints.delete(thread.process);
    thread.process.entered = true;
    clearLeftovers(thread);
    return true;
  }

  clear(): void {
    this.breakpoints.clear();
  }
}
