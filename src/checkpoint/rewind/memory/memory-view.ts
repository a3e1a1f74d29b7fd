import { closeSync, openSync } from 'node:fs';
import { MemoryMap } from '../../../kernel/memory-map.js';
import { Pagemap } from '../../../kernel/pagemap.js';
import type { TracedProcess } from '../../../tracer/tracee.js';
import { refuse } from '../refusal.js';
import { Layout } from './layout.js';
import type { NotedMemory } from './noted-memory.js';

const views = new Map<TracedProcess, MemoryView>();

/** A process's memory as seen from outside, kept open from snapshot to snapshot. */
export class MemoryView implements Disposable {
  /** The part whose writing is noted; `none` where that cannot be. */
  noted: NotedMemory | 'none' | undefined;
  private memory: number | undefined;
  private readonly image: object;
  private readonly lives: number;

  private constructor(
    private readonly process: TracedProcess,
    readonly pid: number,
    private readonly map: MemoryMap,
    readonly pagemap: Pagemap,
  ) {
    this.image = process.image;
    this.lives = process.lives;
  }

  static of(process: TracedProcess): MemoryView {
    const known = views.get(process);
    if (known?.isOfToday() === true) return known;
    known?.[Symbol.dispose]();
    const { pid } = process;
    const [map, pagemap] = [MemoryMap.open(pid), Pagemap.open(pid)];
    if (map === undefined || pagemap === undefined) refuse('a process that is gone');
    const view = new MemoryView(process, pid, map, pagemap);
    views.set(process, view);
    return view;
  }

  /** Close those of processes that have ended. */
  static tidy(): void {
    for (const view of views.values()) if (!view.isOfToday()) view[Symbol.dispose]();
  }

  layout(): Layout {
    const mappings = this.map.read();
    if (mappings === undefined) refuse('a process that is gone');
    return Layout.of(mappings);
  }

  /** /proc/PID/mem, which reads and writes whatever the rights of a private page are. */
  get mem(): number {
    this.memory ??= openSync(`/proc/${String(this.pid)}/mem`, 'r+');
    return this.memory;
  }

  [Symbol.dispose](): void {
    views.delete(this.process);
    if (this.noted !== 'none') this.noted?.[Symbol.dispose]();
    if (this.memory !== undefined) closeSync(this.memory);
    this.map[Symbol.dispose]();
    this.pagemap[Symbol.dispose]();
  }

  /** Whether the process still runs the same program in the same memory. */
  private isOfToday(): boolean {
    const { threads, image, lives } = this.process;
    return threads.size > 0 && image === this.image && lives === this.lives;
  }
}
