import { rseqConfiguration } from '../../../kernel/ptrace.js';
import { robustList, type RobustList } from '../../../kernel/robust-list.js';
import type { BorrowedThread } from '../../../tracer/borrowed-thread.js';
import type { Thread } from '../../../tracer/tracee.js';
import type { FrozenWorld } from '../frozen-world.js';
import { refuse } from '../refusal.js';

/** What the C library has registered with the kernel for a thread. */
export interface ThreadAreas {
  /** Cleared, and waiters woken, when it ends (set_tid_address(2)). */
  readonly clearedAtEnd: number;
  readonly robust: RobustList;
  /** Restartable sequences: struct ptrace_rseq_configuration. */
  readonly rseq: Buffer;
}

const getTidAddress = 40; // PR_GET_TID_ADDRESS
const tidAddresses = new WeakMap<Thread, number>();

export function areasOf(thread: Thread, world: FrozenWorld): ThreadAreas {
  const rseq = rseqConfiguration(thread.tid);
  if (rseq === 'died') refuse('a thread that died');
  return { clearedAtEnd: tidAddress(thread, world), robust: robustList(thread.tid), rseq };
}

/** In a thread that was just made, and has none yet. */
export function registerAreas(areas: ThreadAreas, hands: BorrowedThread): void {
  const { clearedAtEnd, robust, rseq } = areas;
  hands.call('set_tid_address', clearedAtEnd);
  if (robust.head !== 0) hands.call('set_robust_list', robust.head, robust.length);
  const [at, size] = [Number(rseq.readBigUInt64LE(0)), rseq.readUInt32LE(8)];
  // A forked process has its parent's.
  const now = rseqConfiguration(hands.thread.tid);
  if (at === 0 || now === 'died' || now.equals(rseq)) return;
  const done = hands.call('rseq', at, size, 0, rseq.readUInt32LE(12));
  if (done !== 0) refuse('restartable sequences that cannot be registered again');
}

/** Only the thread itself can ask; the C library sets it once, before the program begins. */
function tidAddress(thread: Thread, world: FrozenWorld): number {
  const known = tidAddresses.get(thread);
  if (known !== undefined) return known;
  const hands = world.handsOf(thread);
  if (hands.call('prctl', getTidAddress, Buffer.alloc(8), 0, 0, 0) < 0)
    refuse('a thread whose address of its end is unknown');
  const address = Number(hands.read(0, 8).readBigUInt64LE(0));
  tidAddresses.set(thread, address);
  return address;
}
