import type { Socket } from 'node:net';
import type { OperatorError } from '../../../support/operator-error.js';
import { present } from '../../../support/assert.js';
import { Child } from './child.js';
import { ledMachine, type MachineShape } from './machine-arguments.js';
import { MachineDirectory } from './machine-directory.js';
import { MeetingPoint } from './meeting-point.js';
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
  private readonly directory = new MachineDirectory();
  private child: Child | undefined;
  private qmp: Qmp | undefined;
  private bell: Socket | undefined;

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

  async [Symbol.asyncDispose](): Promise<void> {
    this.qmp?.[Symbol.dispose]();
    this.bell?.destroy();
    await this.child?.[Symbol.asyncDispose]();
    this.directory[Symbol.dispose]();
  }

  private async open({ onBell, stateFile }: MachineOptions): Promise<void> {
    using bell = await MeetingPoint.at(this.directory.file('bell'));
    using control = await MeetingPoint.at(this.directory.file('control'));
    const origin = stateFile === undefined ? [] : incoming;
    const argv = [...ledMachine(this.shape), ...origin];
    this.child = Child.start(argv, this.directory, stateFile);
    const arrivals = Promise.all([bell.arrival, control.arrival]);
    const [ringing, leading] = await this.await(arrivals, startMs, 'QEMU does not start');
    this.directory.remove();
    this.bell = ringing.on('data', onBell);
    // It ends together with the control connection, which is the one that is looked after.
    ringing.on('error', () => undefined);
    this.qmp = await this.await(Qmp.over(leading), startMs, 'QEMU does not answer');
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
    return trouble(what, this.directory.tails());
  }
}
