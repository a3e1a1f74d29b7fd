import type { Socket } from 'node:net';
import type { OperatorError } from '../../../support/operator-error.js';
import { present } from '../../../support/assert.js';
import { Child } from './child.js';
import { ledMachine, type MachineShape } from './machine-arguments.js';
import { MachineLog } from './machine-log.js';
import { Qmp } from './qmp.js';
import { QmpClosed } from './qmp-error.js';
import { trouble } from './trouble.js';
import { within } from './within.js';

const startMs = 30_000;
const farewellMs = 5000;

/** Not descriptor 0: QEMU closes it, and then cannot start the program that a state is sent to. */
const incoming = ['-incoming', 'fd:3'] as const;

interface MachineOptions {
  /** What the guest rings, as it comes. */
  readonly onBell: (bytes: Buffer) => void;
  /** A saved state to go on from, instead of booting. */
  readonly stateFile?: string;
}

/** QEMU as an ordinary child process, told what to do over its control connection. */
export class PlainMachine implements AsyncDisposable {
  private readonly log = new MachineLog();
  private child: Child | undefined;
  private qmp: Qmp | undefined;
  private bell: Socket | undefined;
  private isRestarted = false;

  private constructor(private readonly shape: MachineShape) {}

  /** @throws OperatorError when QEMU ends, with its last words */
  static async start(shape: MachineShape, options: MachineOptions): Promise<PlainMachine> {
    const machine = new PlainMachine(shape);
    try {
      await machine.open(options);
      return machine;
    } catch (error) {
      await machine[Symbol.asyncDispose]();
      throw error;
    }
  }

  get pid(): number {
    return present(this.child?.pid, 'QEMU has not been started');
  }

  /** @throws QmpError when QEMU refuses, OperatorError when it ends before it answers */
  async execute(command: string, given: object = {}): Promise<unknown> {
    const { qmp } = this;
    if (qmp === undefined) throw this.failure('QEMU has not been started');
    return this.unlessItEnds(qmp.execute(command, given));
  }

  /** What `work` brings; an error when the machine ends before, or at the time limit. */
  async await<T>(work: Promise<T>, ms: number, late: string): Promise<T> {
    return within(this.unlessItEnds(work), ms, () => this.failure(late));
  }

  /** The last line that a program which QEMU has started has printed, or else QEMU itself. */
  lastComplaint(): string | undefined {
    const lines = this.log
      .tails()
      .output.split('\n')
      .filter((line) => line !== '');
    return lines.filter((line) => !line.startsWith('qemu-system')).at(-1) ?? lines.at(-1);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.qmp?.[Symbol.dispose]();
    this.bell?.destroy();
    await this.child?.[Symbol.asyncDispose]();
    this.log[Symbol.dispose]();
  }

  private async open({ onBell, stateFile }: MachineOptions): Promise<void> {
    this.isRestarted = stateFile !== undefined;
    const origin = stateFile === undefined ? [] : incoming;
    this.child = Child.start([...ledMachine(this.shape), ...origin], this.log, stateFile);
    const [ringing, leading] = this.child.lines;
    this.bell = ringing.on('data', onBell);
    // It ends together with the control connection, which is the one that is looked after.
    ringing.on('error', () => undefined);
    this.qmp = await this.await(Qmp.over(leading, 2 * startMs), startMs, 'QEMU does not start');
  }

  private async unlessItEnds<T>(work: Promise<T>): Promise<T> {
    const ended = this.child?.end.then((how) => {
      throw this.failure(`QEMU has ended: ${how}`);
    });
    try {
      return await Promise.race(ended === undefined ? [work] : [work, ended]);
    } catch (error) {
      // The connection closes a moment before the process has ended.
      if (error instanceof QmpClosed && ended !== undefined)
        await within(ended, farewellMs, () => this.failure('QEMU has closed its connection'));
      throw error;
    }
  }

  private failure(what: string): OperatorError {
    return trouble(this.isRestarted ? 'has failed' : 'does not come up', what, this.log.tails());
  }
}
