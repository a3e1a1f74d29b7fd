import { spelled } from '../../choice/spelled.js';
import type { ChoicePoint } from '../../model/choice-point.js';
import type { RecordedCall } from '../../model/recorded-call.js';
import type { Registers } from '../../tracer/registers.js';
import type { Thread } from '../../tracer/tracee.js';
import type { SeenCall } from '../call-reader.js';
import type { ConnectedSocket, Connections } from './connections.js';

type Moved = Pick<RecordedCall, 'direction' | 'bytes' | 'data'>;

/** A call that is being recorded, from where it is made to where it has returned. */
export class OpenCall {
  point: ChoicePoint | undefined;
  outcome: string | undefined;
  result = 'unknown';
  moved: Moved = {};
  /** Whether the kernel makes it once more. */
  isInterrupted = false;
  socket: ConnectedSocket = {};
  endedAt = Infinity;

  /** @param begunAt its place among all beginnings and ends of calls */
  constructor(
    readonly thread: Thread,
    readonly asMade: Registers,
    /** What it is about; undefined for what is known by its choice point only. */
    readonly seen: { readonly facts: SeenCall; readonly role: string } | undefined,
    public begunAt: number,
    public timeMs: number,
  ) {}

  /**
   * What leads to something at the other end stands where it began: that end may have been
   * through with it before this one was.
   */
  get place(): number {
    const { group } = this.seen?.facts.call ?? {};
    const leads = group === 'connect' || group === 'shutdown' || this.moved.direction === 'sent';
    return leads || this.outcome !== undefined ? this.begunAt : this.endedAt;
  }

  /** @param connections they have heard of sockets by now that were not connected then */
  told(connections: Connections): RecordedCall {
    const { thread, seen, point, outcome, result, timeMs, socket } = this;
    const connection = connections.of(socket);
    return {
      program: thread.process.lineage,
      process: thread.process.index,
      thread: thread.index,
      call: point?.call ?? (seen === undefined ? '?' : spelled(seen.facts)),
      role: point?.socket.role ?? seen?.role ?? '?',
      ...(connection === undefined ? {} : { connection }),
      ...this.moved,
      result,
      timeMs: Math.round(timeMs * 1000) / 1000,
      ...(point === undefined ? {} : { point: point.name }),
      ...(outcome === undefined ? {} : { outcome }),
    };
  }
}
