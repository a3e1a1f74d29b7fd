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
import type { Connections } from './connections.js';
import { keepStreams } from './keep-streams.js';
import { movedBy } from './moved-by.js';
import { OpenCall } from './open-call.js';
import { RecordedRoles } from './recorded-roles.js';

/** How many calls are kept, of the first ones and of the last ones each. */
const keptMax = 1000;

/** Records what all programs of a run do with their sockets, where it is told to. */
export class TimelineRecorder implements CallRecorder {
  private directory: string | undefined;
  private readonly open = new Map<Thread, OpenCall>();
  private done = new BoundedList<OpenCall>(keptMax);
  private roles = new RecordedRoles();

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
    this.connections.begin();
  }

  before(thread: Thread, registers: Registers): boolean {
    if (this.directory === undefined || !this.reader.isOnSocket(thread, registers)) return false;
    const known = this.open.get(thread);
    if (known?.isInterrupted === true && isSameCall(known.asMade, registers)) return true;
    this.giveUp(thread);
    const facts = this.reader.look(thread, registers);
    const role = facts && this.roles.of(facts);
    if (facts === undefined || role === undefined) return false;
    this.open.set(thread, new OpenCall(thread, registers, { facts, role }));
    return true;
  }

  /** What is to happen at a choice point before which a thread stands. */
  decided(thread: Thread, registers: Registers, point: ChoicePoint, outcome: Outcome): void {
    if (this.directory === undefined) return;
    const call = this.open.get(thread) ?? new OpenCall(thread, registers, undefined);
    this.open.set(thread, call);
    call.point = point;
    if (outcome.kind !== 'ok') call.outcome = outcomeId(outcome);
  }

  after(thread: Thread, timeMs: number): void {
    const call = this.open.get(thread);
    if (call === undefined) return;
    const registers = thread.registers();
    if (registers === 'died') {
      this.close(thread, call, timeMs);
      return;
    }
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
    for (const [thread, call] of this.open)
      call.result = thread.state === 'dead' ? 'killed' : 'waiting';
    const { items, leftOut, gapAt } = this.done;
    const calls = [...items, ...this.open.values()].map((call) => call.told(this.connections));
    return calls.map((call, i) => (leftOut > 0 && i === gapAt ? { ...call, leftOut } : call));
  }

  private close(thread: Thread, call: OpenCall, timeMs: number): void {
    call.timeMs = timeMs;
    this.open.delete(thread);
    this.done.add(call);
  }

  /** It has come to an end that nobody saw: a handler was run in it, or its time was over. */
  private giveUp(thread: Thread): void {
    const call = this.open.get(thread);
    if (call !== undefined) this.close(thread, call, call.timeMs);
  }
}
