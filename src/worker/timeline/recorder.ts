import { errnoName } from '../../abi/errno.js';
import { recordedCalls } from '../../choice/recorded-calls.js';
import type { ChoicePoint } from '../../model/choice-point.js';
import { outcomeId, type Outcome } from '../../model/outcome.js';
import type { RecordedCall } from '../../model/recorded-call.js';
import { willRestart } from '../../tracer/override.js';
import { isSameCall, type Registers } from '../../tracer/registers.js';
import type { Thread } from '../../tracer/tracee.js';
import type { CallRecorder } from '../../world/call-recorder.js';
import type { ProgramRun } from '../../world/program-run.js';
import type { CallReader } from '../call-reader.js';
import { BoundedList } from './bounded-list.js';
import type { ConnectedSocket, Connections } from './connections.js';
import { keepStreams } from './keep-streams.js';
import { movedBy } from './moved-by.js';
import { OpenCall } from './open-call.js';
import { RecordedRoles } from './recorded-roles.js';
import { putTimesInOrder } from './times-in-order.js';

/** How many calls are kept, of the first ones and of the last ones each. */
const keptMax = 1000;

/** Records what all programs of a run do with their sockets, where it is told to. */
export class TimelineRecorder implements CallRecorder {
  private directory: string | undefined;
  private readonly open = new Map<Thread, OpenCall>();
  private done = new BoundedList<OpenCall>(keptMax);
  private roles = new RecordedRoles();
  /** Counts beginnings and ends of calls. */
  private moment = 0;

  constructor(
    private readonly reader: CallReader,
    private readonly connections: Connections,
  ) {}

  /** Record all runs that begin from now on. @param directory for the streams of the programs */
  recordInto(directory: string): void {
    this.directory = directory;
  }

  get calls(): readonly number[] {
    return this.directory === undefined ? [] : recordedCalls;
  }

  begin(): void {
    this.open.clear();
    this.done = new BoundedList(keptMax);
    this.roles = new RecordedRoles();
    this.moment = 0;
    this.connections.begin();
  }

  before(thread: Thread, registers: Registers, timeMs: number): boolean {
    if (this.directory === undefined || !this.reader.isOnSocket(thread, registers)) return false;
    const known = this.open.get(thread);
    if (known?.isInterrupted === true && isSameCall(known.asMade, registers)) return true;
    // Nobody has seen its end: a handler was run in it, or its time was over.
    if (known !== undefined) this.close(thread, known, timeMs);
    const facts = this.reader.look(thread, registers);
    const role = facts && this.roles.of(facts);
    if (facts === undefined || role === undefined) return false;
    const seen = { facts, role };
    this.open.set(thread, new OpenCall(thread, registers, seen, this.count(), timeMs));
    return true;
  }

  /** What is to happen at a choice point before which a thread stands. */
  decided(thread: Thread, registers: Registers, point: ChoicePoint, outcome: Outcome): void {
    if (this.directory === undefined) return;
    const begun = this.count();
    const call = this.open.get(thread) ?? new OpenCall(thread, registers, undefined, begun, 0);
    this.open.set(thread, call);
    call.begunAt = begun;
    call.point = point;
    if (outcome.kind !== 'ok') call.outcome = outcomeId(outcome);
  }

  after(thread: Thread, timeMs: number): void {
    const call = this.open.get(thread);
    if (call === undefined) return;
    const registers = thread.registers();
    if (registers === 'died') return;
    const result = registers.signed('rax');
    call.isInterrupted = willRestart(result);
    if (call.isInterrupted) return;
    call.result = result < 0 && result > -4096 ? errnoName(-result) : String(result);
    call.moved = movedBy(call, result);
    call.socket = this.connections.look(call, result);
    this.close(thread, call, timeMs);
  }

  ended(programs: readonly ProgramRun[]): void {
    if (this.directory !== undefined) keepStreams(programs, this.directory);
  }

  /** The calls of the run that has ended; undefined where none were recorded. */
  recorded(): readonly RecordedCall[] | undefined {
    if (this.directory === undefined) return undefined;
    for (const call of this.open.values()) this.leaveOpen(call);
    const { items, leftOut, gapAt } = this.done;
    const all = [...items, ...this.open.values()].sort(byPlace);
    putTimesInOrder(all);
    const calls = all.map((call) => call.told(this.connections));
    return calls.map((call, i) => (leftOut > 0 && i === gapAt ? { ...call, leftOut } : call));
  }

  private leaveOpen(call: OpenCall): void {
    const isDead = call.thread.state === 'dead';
    call.result = isDead ? 'killed' : 'waiting';
    call.socket = isDead ? socketBefore(call) : this.connections.look(call, -1);
  }

  private close(thread: Thread, call: OpenCall, timeMs: number): void {
    call.timeMs = timeMs;
    call.endedAt = this.count();
    this.open.delete(thread);
    this.done.add(call);
  }

  private count(): number {
    this.moment += 1;
    return this.moment;
  }
}

/** Those that never ended have no place, and come last, as they are. */
function byPlace(a: OpenCall, b: OpenCall): number {
  return a.place - b.place || 0;
}

/** Of a process that is gone nobody can be asked any more. */
function socketBefore({ seen }: OpenCall): ConnectedSocket {
  const inode = /^socket:\[(\d+)\]/.exec(seen?.facts.inode ?? '')?.[1];
  return inode === undefined ? {} : { inode };
}
