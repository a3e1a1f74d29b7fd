import type { Session } from '../../../tracer/session.js';
import type { Thread, TracedProcess } from '../../../tracer/tracee.js';
import { callNumber } from '../../quiescence.js';
import { timeLimitOf } from '../../stall.js';
import { isBefore, type Due } from '../due.js';
import type { VirtualClock } from '../virtual-clock.js';
import { isInterrupted } from '../waits/expire.js';
import { givenUp } from './given-up.js';
import { laterMicroseconds } from './limit-option.js';

/** A call on a socket that a thread was seen to wait in. */
interface SocketWait {
  readonly call: number;
  /** The call with its arguments, stack pointer and place. */
  readonly text: string;
  /** The sleep it was seen in; undefined once it was stopped and let go on. */
  readonly rest: string | undefined;
  /** Absent where the socket has no limit. */
  readonly due: bigint | undefined;
}

type SocketWaitsMark = ReadonlyMap<Thread, SocketWait>;

/**
 * Calls that wait on sockets with a time limit. They are not stopped at: time stands still while
 * anybody works, so whoever waits when the world comes to rest began to just then.
 */
export class SocketWaits {
  private waits = new Map<Thread, SocketWait>();

  constructor(
    private readonly session: Session,
    private readonly clock: VirtualClock,
  ) {}

  /** The world rests, and its threads have been looked at (quiescence.ts). */
  look(processes: readonly TracedProcess[]): void {
    const before = this.waits;
    this.waits = new Map();
    for (const { threads } of processes)
      for (const thread of threads.values()) {
        const wait = thread.state === 'running' ? this.waitOf(thread, before) : undefined;
        if (wait !== undefined) this.waits.set(thread, wait);
      }
  }

  next(among: (thread: Thread) => boolean = () => true): Due | undefined {
    let first: Due | undefined;
    for (const [thread, { due, rest, call }] of this.waits) {
      if (due === undefined || thread.state !== 'running' || rest !== thread.restsSince) continue;
      if (!among(thread) || (first !== undefined && !isBefore({ due, thread }, first))) continue;
      first = { due, thread, fire: () => this.expire(thread, call) };
    }
    return first;
  }

  /** Whether there are some that must be looked at before anything moves. */
  get areInterrupted(): boolean {
    return [...this.waits.values()].some(
      ({ rest, due }) => rest === undefined && due !== undefined,
    );
  }

  /** The world is frozen: they sleep no more, and will be made again. */
  mark(): SocketWaitsMark {
    const awake = [...this.waits].map(([thread, wait]) => [thread, { ...wait, rest: undefined }]);
    this.waits = new Map(awake as [Thread, SocketWait][]);
    return new Map(this.waits);
  }

  /** How long the threads that wait will still do so. */
  left(): unknown {
    const now = this.clock.now();
    const limited = [...this.waits].filter(([, { due }]) => due !== undefined);
    return new Map(limited.map(([thread, { call, due = 0n }]) => [thread, [call, due - now]]));
  }

  comeBackTo(mark: SocketWaitsMark): void {
    this.waits = new Map(mark);
  }

  clear(): void {
    this.waits.clear();
  }

  private waitOf(thread: Thread, before: SocketWaitsMark): SocketWait | undefined {
    const rest = thread.restsSince;
    const known = before.get(thread);
    if (known !== undefined && known.rest === rest) return known;
    const text = thread.files.call ?? '';
    if (known !== undefined && known.rest === undefined && known.text === text)
      return { ...known, rest };
    const call = callNumber(text);
    if (call === undefined) return undefined;
    const limit = timeLimitOf(thread.tid, call, Number(text.split(' ')[1]));
    const isOurs = limit >= laterMicroseconds;
    const due = isOurs ? this.clock.now() + (limit - laterMicroseconds) * 1000n : undefined;
    return { call, text, rest, due };
  }

  /** What was moved by then is its result, as of a call that timed out. */
  private expire(thread: Thread, call: number): void {
    const status = this.session.halt(thread);
    const registers = thread.state === 'stopped' ? thread.registers() : 'died';
    const isOver = status.kind === 'syscall' || status.kind === 'stop';
    if (isOver && registers !== 'died' && isInterrupted(thread, registers))
      thread.setRegisters(registers.set('rax', givenUp(call)));
    this.session.defer(thread, status);
  }
}
