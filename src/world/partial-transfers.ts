import { willRestart } from '../tracer/override.js';
import type { Segment } from '../tracer/io-vectors.js';
import { answered, callAgain, isBeforeCall, type Registers } from '../tracer/registers.js';
import type { Thread } from '../tracer/tracee.js';
import { isSignalled } from './signalled.js';
import { callFor, lengthOf, segmentsOf, skip } from './transfer-segments.js';

/** A call that has moved part of its bytes, and what is left for it to do. */
interface PartialTransfer {
  /** As the program made the call. */
  readonly asMade: Registers;
  readonly moved: number;
  readonly left: readonly Segment[];
}

export type TransfersMark = ReadonlyMap<Thread, PartialTransfer>;

const restart = -512; // ERESTARTSYS
const wasReset = -104; // ECONNRESET

/**
 * A thread that is stopped in the middle of a blocking write returns how much it has written so
 * far (write(2)); undisturbed it would have gone on. It goes on, and is then given the sum.
 */
export class PartialTransfers {
  private readonly transfers = new Map<Thread, PartialTransfer>();

  /** @param hidesReset a call that has moved something does not tell of a reset; the next does */
  constructor(private readonly hidesReset: (thread: Thread, asMade: Registers) => void) {}

  /**
   * A thread stands at the end of a call, which a stop may have ended too early: then it will go
   * on with the rest when it runs on with `resume`. @returns whether it was ended too early
   */
  note(thread: Thread): boolean {
    const now = thread.registers();
    if (now === 'died' || now.signed('origRax') < 0) return false;
    const result = now.signed('rax');
    const known = this.transfers.get(thread);
    const left = known?.left ?? segmentsOf(thread, now);
    const isRestarted = known !== undefined && willRestart(result);
    if (!isRestarted && (result <= 0 || result >= lengthOf(left))) return false;
    const base = known ?? { asMade: now, moved: 0, left };
    const rest = this.goOn(thread, base, isRestarted ? 0 : result);
    // As an interrupted call that the kernel makes again, which it does after such a stop only.
    if (rest !== undefined) thread.setRegisters(rest.set('rax', restart));
    return true;
  }

  /** Let a stopped thread run; one of these stops again around its call. */
  resume(thread: Thread): void {
    thread.resume(this.transfers.has(thread) ? 'syscall' : 'cont');
  }

  /** Such a thread stands before or after its call. @returns whether it runs on: it is not done */
  goesOn(thread: Thread): boolean {
    const transfer = this.transfers.get(thread);
    const now = transfer === undefined ? 'died' : thread.registers();
    if (transfer === undefined || now === 'died') return false;
    const result = now.signed('rax');
    if (willRestart(result) && !isSignalled(thread)) {
      thread.resume('syscall');
      return true;
    }
    if (!isBeforeCall(now) && isOver(transfer, result)) {
      this.transfers.delete(thread);
      if (result === wasReset) this.hidesReset(thread, transfer.asMade);
      const total = transfer.moved + Math.max(result, 0);
      thread.setRegisters(answered(transfer.asMade, total));
      return false;
    }
    const rest = isBeforeCall(now) ? undefined : this.goOn(thread, transfer, result);
    if (rest !== undefined) thread.setRegisters(callAgain(rest));
    thread.resume('syscall');
    return true;
  }

  /** Whether a thread stands in such a call. */
  has(thread: Thread): boolean {
    return this.transfers.has(thread);
  }

  mark(): TransfersMark {
    return new Map(this.transfers);
  }

  comeBackTo(mark: TransfersMark): void {
    this.clear();
    for (const [thread, transfer] of mark) this.transfers.set(thread, transfer);
  }

  clear(): void {
    this.transfers.clear();
  }

  /** @returns the call for what is left */
  private goOn(
    thread: Thread,
    { asMade, moved, left }: PartialTransfer,
    more: number,
  ): Registers | undefined {
    const rest = skip(left, more);
    const [first] = rest;
    if (first === undefined) return undefined;
    this.transfers.set(thread, { asMade, moved: moved + more, left: rest });
    return callFor(thread, asMade, first);
  }
}

/** An error, a shorter count than asked for, or nothing left: a call that went on ends then. */
function isOver({ left }: PartialTransfer, result: number): boolean {
  return result < (left[0]?.length ?? 0) || left.length < 2;
}
