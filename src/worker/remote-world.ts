import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { ok, type Outcome } from '../model/outcome.js';
import type { Decision } from '../model/path.js';
import type { Settings } from '../model/settings.js';
import type {
  CoreWritten,
  StepOrStop,
  StoppableWorld,
  Stop,
  StopCondition,
} from '../model/stop.js';
import type { Termination } from '../model/termination.js';
import type { Capability, Checkpoint, Step, Travel } from '../model/world.js';
import { assert, InvariantError, present } from '../support/assert.js';
import { OperatorError } from '../support/operator-error.js';
import {
  answers,
  commandFd,
  replyFd,
  type Answer,
  type Command,
  type Opening,
  type Question,
  type Reply,
} from './protocol.js';

/** What a worker is given beyond the limits that it watches itself, before it counts as stuck. */
const patienceMs = 60_000;

// This may be part of another file beside the worker's folder: the build bundles the command line.
const workerMain = fileURLToPath(new URL('../worker/main.js', import.meta.url));

/**
 * A world in a worker process of its own. Commands are sent without waiting for each other; only
 * what has an answer is awaited, so that the search and the screen stay responsive.
 */
export class RemoteWorld implements StoppableWorld {
  private readonly waiting: ((reply: Reply | Error) => void)[] = [];
  private readonly child: ChildProcess;
  private readonly commands: Writable;
  /** Where the world stands: decisions that are not `ok`, and the choice point that is open. */
  private taken: Decision[] = [];
  private standsAt: string | undefined;
  private errors = '';
  /** Not once somebody takes their time in the middle of a run. */
  private isTimed = true;

  private constructor(private readonly answerMs: number) {
    this.child = spawn(process.execPath, [workerMain], {
      stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
      // Ctrl-C at the terminal is for the controller, which then ends its workers.
      detached: true,
    });
    this.commands = this.child.stdio[commandFd] as Writable;
    this.commands.on('error', () => undefined);
    this.child.stderr?.on('data', (chunk: Buffer) => (this.errors += chunk.toString()));
    const replies = createInterface({ input: this.child.stdio[replyFd] as Readable });
    replies.on('line', (line) => this.waiting.shift()?.(JSON.parse(line) as Reply));
    this.child.on('close', (code, signal) => {
      this.failAll(`the worker ended (${signal ?? `exit ${String(code)}`}) ${this.errors}`);
    });
  }

  /** @throws OperatorError when this machine forbids the world */
  static async open(
    settings: Settings,
    needed: readonly string[],
    opening: Opening = {},
  ): Promise<RemoteWorld> {
    const world = new RemoteWorld(longestRunMs(settings) + patienceMs);
    try {
      await world.ask({ op: 'open', settings, needed, ...opening });
      return world;
    } catch (error) {
      await world[Symbol.asyncDispose]();
      throw error;
    }
  }

  async runToChoice(): Promise<Step> {
    const step = await this.runToStop();
    assert(step.kind !== 'stopped', 'a stop where nobody waits for one', { step });
    return step;
  }

  async runToStop(): Promise<StepOrStop> {
    const reply = await this.ask({ op: 'run' });
    if (reply.kind === 'stopped') return reply;
    this.standsAt = reply.step.kind === 'choice' ? reply.step.point.id : undefined;
    return reply.step;
  }

  stopAt(condition: StopCondition): void {
    this.tell({ op: 'stop-at', condition });
  }

  async standStill(): Promise<Stop> {
    return (await this.ask({ op: 'stand-still' })).stop;
  }

  async core(file: string, pid?: number): Promise<CoreWritten> {
    return (await this.ask({ op: 'core', file, pid })).written;
  }

  async gdbListen(socket: string): Promise<void> {
    await this.ask({ op: 'gdb-listen', socket });
  }

  async gdb(): Promise<boolean> {
    this.isTimed = false;
    return (await this.ask({ op: 'gdb' })).isThere;
  }

  gdbGone(): void {
    this.tell({ op: 'gdb-gone' });
  }

  decide(outcome: Outcome): void {
    const at = present(this.standsAt, 'the world stands at no choice point');
    if (outcome.kind !== ok.kind) this.taken.push({ at, outcome });
    this.standsAt = undefined;
    this.tell({ op: 'decide', outcome });
  }

  checkpoint(): Checkpoint {
    const at = present(this.standsAt, 'the world stands at no choice point');
    this.tell({ op: 'checkpoint' });
    return { path: [...this.taken], at };
  }

  restore(checkpoint: Checkpoint): void {
    this.taken = [...checkpoint.path];
    this.standsAt = checkpoint.at;
    this.tell({ op: 'restore', checkpoint });
  }

  drop(checkpoint: Checkpoint): void {
    this.tell({ op: 'drop', checkpoint });
  }

  async leave(): Promise<Termination> {
    return (await this.ask({ op: 'leave' })).termination;
  }

  async capabilities(): Promise<readonly Capability[]> {
    return (await this.ask({ op: 'capabilities' })).capabilities;
  }

  reexecute(): void {
    this.tell({ op: 'reexecute' });
  }

  /**
   * From now on runs that begin are recorded: their ends tell of all calls on sockets, and what
   * the programs write is kept in this directory. Not with the engine qemu.
   */
  record(directory: string): void {
    this.tell({ op: 'record', directory });
  }

  async travel(): Promise<Travel> {
    return (await this.ask({ op: 'travel' })).travel;
  }

  /** Ends the worker and, with it, everything in its world. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const closed = new Promise<void>((resolve) => this.child.once('close', () => resolve()));
    this.child.kill('SIGKILL');
    await closed;
  }

  private tell(command: Command): void {
    this.commands.write(`${JSON.stringify(command)}\n`);
  }

  private async ask<Asked extends Question>(
    command: Command & { readonly op: Asked },
  ): Promise<Answer<Asked>> {
    const reply = await this.replyTo(command);
    if (reply.kind === 'refused') throw new OperatorError(reply.message, reply.hint, reply.code);
    if (reply.kind === 'bug') throw new InvariantError(`${reply.message}\n${reply.stack}`);
    assert(isAnswer(reply, command.op), 'an answer to another question', { reply });
    return reply;
  }

  private async replyTo(command: Command): Promise<Reply> {
    const kill = (): boolean => this.isTimed && this.child.kill('SIGKILL');
    const watchdog = setTimeout(kill, this.answerMs);
    const reply = await new Promise<Reply | Error>((resolve) => {
      if (this.child.exitCode !== null || this.child.signalCode !== null)
        resolve(new InvariantError(`the worker has ended ${this.errors}`));
      this.waiting.push(resolve);
      this.tell(command);
    });
    clearTimeout(watchdog);
    if (reply instanceof Error) throw reply;
    return reply;
  }

  private failAll(message: string): void {
    for (const answer of this.waiting.splice(0)) answer(new InvariantError(message));
  }
}

function isAnswer<Asked extends Question>(reply: Reply, asked: Asked): reply is Answer<Asked> {
  const kinds: readonly string[] = answers[asked];
  return kinds.includes(reply.kind);
}

/** Every wait of a run has a limit; going back to a choice point may take a run before the run. */
function longestRunMs({ limits, stop, peers }: Settings): number {
  return 2 * (limits.wallMs + stop.graceMs + limits.readyMs * (peers.length + 1));
}
