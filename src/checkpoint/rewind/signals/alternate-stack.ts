import type { Thread } from '../../../tracer/tracee.js';
import type { FrozenWorld } from '../frozen-world.js';
import { refuse } from '../refusal.js';
import { Remembered } from '../remembered.js';

interface Known {
  /** stack_t of sigaltstack(2). */
  readonly stack: Buffer;
}

const stackBytes = 24;
const disarms = 0x80000000; // SS_AUTODISARM
const standsOnIt = 1; // SS_ONSTACK
const disable = 2; // SS_DISABLE
const known = new Remembered<Known>('altStack');

/** The stack that handlers of this thread run on. Only the thread itself can ask. */
export function alternateStack(thread: Thread, world: FrozenWorld): Buffer {
  // Every thread begins without one, and after exec, too.
  if (thread.changes.of('altStack') === 0) return without;
  const before = known.of(thread, thread.changes);
  if (before !== undefined && (before.stack.readUInt32LE(8) & disarms) === 0) return before.stack;
  const hands = world.handsOf(thread);
  if (hands.callOffStack('sigaltstack', 0, Buffer.alloc(stackBytes)) < 0)
    refuse('an alternate stack that cannot be read');
  const stack = hands.read(0, stackBytes);
  stack.writeUInt32LE((stack.readUInt32LE(8) & ~standsOnIt) >>> 0, 8);
  return known.set(thread, thread.changes, { stack }).stack;
}

export function setAlternateStack(thread: Thread, then: Buffer, world: FrozenWorld): void {
  if (alternateStack(thread, world).equals(then)) return;
  if (world.handsOf(thread).callOffStack('sigaltstack', then, 0) < 0)
    refuse('an alternate stack that cannot be put back');
  known.set(thread, thread.changes, { stack: then });
}

const without = Buffer.alloc(stackBytes);
without.writeUInt32LE(disable, 8);
