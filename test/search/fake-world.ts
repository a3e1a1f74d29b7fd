import { createHash } from 'node:crypto';
import type { Asked, ChoicePoint } from '../../src/model/choice-point.js';
import { ok, parseOutcomeId, type Outcome } from '../../src/model/outcome.js';
import { pathKey, type Decision, type Path } from '../../src/model/path.js';
import type { Termination } from '../../src/model/termination.js';
import type { Capability, Checkpoint, Step, Travel, World } from '../../src/model/world.js';
import { assert, present } from '../../src/support/assert.js';

/** A choice point of a fake program: its call, and the faults that may be injected. */
interface Io {
  readonly call: string;
  readonly faults: readonly string[];
  readonly thread: number;
  /** In which state the program says that it is, if it says so. */
  readonly state?: string;
  readonly repeats?: Decision;
  readonly asked?: readonly Asked[];
  /** Descriptor of the socket. */
  readonly fd?: number;
}

/**
 * A program for the fake world, written as straight code that yields at each I/O call and is
 * given the outcome. It may depend on the number of its execution, to be unrepeatable.
 */
export type Program = (execution: number) => Generator<Io, Termination, Outcome>;

export function io(call: string, ...faults: readonly string[]): Io {
  return { call, faults, thread: 1 };
}

/** The same where the program says in which state it is. */
export function ioIn(state: string, call: string, ...faults: readonly string[]): Io {
  return { ...io(call, ...faults), state };
}

/** The choice point that a program's n-th call of this name is met as. */
export function pointOf(io: Io, count: number): ChoicePoint {
  const { call, faults, thread, state, repeats, asked, fd = 3 } = io;
  const name = `${call} client:5000 @main #${String(count)}`;
  const outcomes = [ok, ...faults.map((id) => present(parseOutcomeId(id), id))];
  const socket = { fd, family: 'inet', type: 'stream', nonBlocking: false } as const;
  return {
    name,
    id: idOf(name),
    call,
    socket: { ...socket, listening: false, role: 'client:5000' },
    process: 1,
    thread,
    stack: [{ module: 'client', path: '/client', address: 4096, function: 'main' }],
    outcomes,
    ...(state === undefined ? {} : { state }),
    ...(repeats === undefined ? {} : { repeats }),
    ...(asked === undefined ? {} : { asked }),
  };
}

function idOf(name: string): string {
  const digest = createHash('sha256').update(name).digest();
  return [...digest.subarray(0, 8)].map((byte) => base32.charAt(byte % 32)).join('');
}

const base32 = 'abcdefghijklmnopqrstuvwxyz234567';

/**
 * The World contract over a program, by re-execution. It insists on the contract's order of
 * calls, and it keeps account of what it was asked to do.
 */
export class FakeWorld implements World {
  readonly held = new Set<string>();
  readonly restored: string[] = [];
  executions = 0;
  private execution: Execution | undefined;
  private target: Checkpoint | undefined;
  private decided: Outcome | undefined;
  private busy = false;

  /** `turns` says how many turns of the event loop's microtasks the next step takes. */
  constructor(
    private readonly program: Program,
    private readonly turns: () => number = () => 1,
  ) {}

  async runToChoice(): Promise<Step> {
    assert(!this.busy, 'runToChoice while running');
    this.busy = true;
    for (let turn = this.turns(); turn > 0; turn -= 1) await Promise.resolve();
    this.busy = false;
    return this.target === undefined ? this.goOn() : this.arrive(this.target);
  }

  decide(outcome: Outcome): void {
    assert(!this.busy && this.decided === undefined, 'decide without a choice');
    const { target } = this;
    const allowed = target
      ? target.at !== undefined
      : this.execution?.at?.outcomes.includes(outcome) === true;
    assert(allowed, 'this outcome cannot be taken here');
    this.decided = outcome;
  }

  checkpoint(): Checkpoint {
    const { path, at } = present(this.execution, 'a checkpoint needs a run');
    assert(!this.busy && this.decided === undefined, 'a checkpoint belongs to a choice');
    const checkpoint = { path, at: present(at, 'a checkpoint belongs to a choice').id };
    this.held.add(keyOf(checkpoint));
    return checkpoint;
  }

  restore(checkpoint: Checkpoint): void {
    assert(!this.busy, 'restore while running');
    this.restored.push(keyOf(checkpoint));
    this.target = checkpoint;
    this.decided = undefined;
  }

  drop(checkpoint: Checkpoint): void {
    assert(!this.busy, 'drop while running');
    assert(this.held.delete(keyOf(checkpoint)), 'dropped twice, or never taken');
  }

  async leave(): Promise<Termination> {
    const reason = { kind: 'joined', where: 'explored' } as const;
    const times = { wallMs: 1, cpuMs: 1 };
    return Promise.resolve({ reason, programs: [], crashes: [], waiting: [], ...times });
  }

  async capabilities(): Promise<readonly Capability[]> {
    return Promise.resolve([{ what: 'everything', available: true }]);
  }

  reexecute(): void {
    // It never does anything else.
  }

  async travel(): Promise<Travel> {
    const costs = { savingMs: 0, rewindingMs: 0, checkpointBytes: 0 };
    const { executions: reexecuted } = this;
    return Promise.resolve({ rewound: 0, reexecuted, ...costs, refusals: {} });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.execution = undefined;
    return Promise.resolve();
  }

  private goOn(): Step {
    const execution = present(this.execution, 'runToChoice before restore');
    execution.take(this.takeDecided());
    return execution.step();
  }

  /** Executes again up to the target, takes the outcome there, and goes on. */
  private arrive(target: Checkpoint): Step {
    this.target = undefined;
    this.executions += 1;
    const execution = new Execution(this.program(this.executions));
    this.execution = execution;
    if (target.at === undefined) return execution.step();
    const decision = { at: target.at, outcome: this.takeDecided() };
    const missing = execution.follow([...target.path, decision]);
    if (missing === undefined) return execution.step();
    return { kind: 'diverged', expected: missing, termination: execution.termination() };
  }

  private takeDecided(): Outcome {
    const outcome = present(this.decided, 'runToChoice without a decision');
    this.decided = undefined;
    return outcome;
  }
}

function keyOf({ path, at }: Checkpoint): string {
  return `${pathKey(path)}|${at ?? 'beginning'}`;
}

/** One execution of a program: where it is, and what was decided on the way. */
class Execution {
  path: Path = [];
  at: ChoicePoint | undefined;
  private end: Termination | undefined;
  private readonly counts = new Map<string, number>();

  constructor(private readonly run: Generator<Io, Termination, Outcome>) {
    this.arriveAt(run.next());
  }

  take(outcome: Outcome): void {
    const { id } = present(this.at, 'nothing to decide');
    if (outcome.kind !== 'ok') this.path = [...this.path, { at: id, outcome }];
    this.arriveAt(this.run.next(outcome));
  }

  /** Takes these decisions where they belong and `ok` elsewhere; says which was never met. */
  follow(decisions: Path): string | undefined {
    for (const { at, outcome } of decisions) {
      while (this.at !== undefined && this.at.id !== at) this.take(ok);
      if (this.at === undefined) return at;
      this.take(outcome);
    }
    return undefined;
  }

  step(): Step {
    if (this.at !== undefined) return { kind: 'choice', point: this.at };
    return { kind: 'ended', termination: this.termination() };
  }

  termination(): Termination {
    return present(this.end, 'the program has not ended');
  }

  private arriveAt(next: IteratorResult<Io, Termination>): void {
    this.at = undefined;
    if (next.done === true) {
      this.end = next.value;
      return;
    }
    const count = (this.counts.get(next.value.call) ?? 0) + 1;
    this.counts.set(next.value.call, count);
    this.at = pointOf(next.value, count);
  }
}
