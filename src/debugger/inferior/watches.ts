import { clearDebugStatus, debugStatus, setDebugRegister } from '../../kernel/debug-registers.js';
import type { Thread } from '../../tracer/tracee.js';

/** What the processor is to stop at: an instruction, a write, or any use of memory. */
export type WatchKind = 'instruction' | 'write' | 'use';

/** A stretch of 1, 2, 4 or 8 bytes that begins at a multiple of its length. */
interface Watch {
  readonly kind: WatchKind;
  readonly address: number;
  readonly length: number;
}

const count = 4;
const control = 7;
const kinds: Readonly<Record<WatchKind, number>> = { instruction: 0, write: 1, use: 3 };
const lengths: Readonly<Record<number, number>> = { 1: 0, 2: 1, 4: 3, 8: 2 };

/** Places at which the processor stops a thread by itself; it has four, of 8 bytes each. */
export class Watches {
  private watches: readonly Watch[] = [];
  /** What the threads have been told last. */
  private told = new WeakMap<Thread, readonly Watch[]>();

  /** @returns whether there is room, and whether it may be watched */
  insert(kind: WatchKind, address: number, length: number, thread: Thread): boolean {
    const before = this.watches;
    this.watches = [...before, ...pieces(kind, address, length)];
    if (this.watches.length <= count && this.tell(thread)) return true;
    this.watches = before;
    return false;
  }

  remove(kind: WatchKind, address: number, length: number): void {
    for (const piece of pieces(kind, address, length)) {
      const at = this.watches.findIndex((one) => isSame(one, piece));
      if (at >= 0) this.watches = this.watches.filter((_, i) => i !== at);
    }
  }

  removeAll(): void {
    this.watches = [];
  }

  /** The process runs another program, and the kernel has cleared them. */
  forget(): void {
    this.watches = [];
    this.told = new WeakMap();
  }

  /** @returns whether the stopped thread has them all now */
  tell(thread: Thread): boolean {
    const { watches } = this;
    const known = this.told.get(thread) ?? [];
    if (known === watches || (known.length === 0 && watches.length === 0)) return true;
    // What is changed while it is in use has to be right after every single write.
    const writes: [number, number][] = [[control, 0]];
    watches.forEach(({ address }, i) => writes.push([i, address]));
    writes.push([control, controlWord(watches)]);
    const isDone = writes.every((write) => setDebugRegister(thread.tid, ...write) !== 'refused');
    this.told.set(thread, isDone ? watches : []);
    return isDone;
  }

  /** Whether what has stopped the thread is still to be watched. */
  has(thread: Thread): boolean {
    const bits = this.told.has(thread) ? debugStatus(thread.tid) : 0;
    const hit = this.told.get(thread)?.find((_, i) => (bits & (1 << i)) !== 0);
    return hit !== undefined && this.watches.some((one) => isSame(one, hit));
  }

  /** What has stopped the thread, if something has: asked again, nothing has. */
  take(thread: Thread): Watch | undefined {
    const told = this.told.get(thread) ?? [];
    const bits = told.length === 0 ? 0 : debugStatus(thread.tid);
    if (bits !== 0) clearDebugStatus(thread.tid);
    return told.find((_, i) => (bits & (1 << i)) !== 0);
  }
}

/** The longest stretches that may be watched, one after the other. */
function pieces(kind: WatchKind, address: number, length: number): readonly Watch[] {
  const found: Watch[] = [];
  for (let done = 0; done < length && found.length <= count;) {
    const at = address + done;
    const most = [8, 4, 2, 1].find((size) => at % size === 0 && size <= length - done) ?? 1;
    found.push({ kind, address: at, length: most });
    done += most;
  }
  return found;
}

/** DR7: for each, a bit that switches it on, and what it stops at. */
function controlWord(watches: readonly Watch[]): number {
  return watches.reduce((word, { kind, length }, i) => {
    const what = (kinds[kind] + 4 * (lengths[length] ?? 0)) * 2 ** (16 + 4 * i);
    return word + what + 2 ** (2 * i);
  }, 0);
}

function isSame(a: Watch, b: Watch): boolean {
  return a.kind === b.kind && a.address === b.address && a.length === b.length;
}
