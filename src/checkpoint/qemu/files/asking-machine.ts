import { tmpdir } from 'node:os';
import { assert } from '../../../support/assert.js';
import type { BootedGuest } from '../booted-guest.js';
import type { GuestRequest } from '../guest/request.js';
import { PlainMachine } from '../machine/plain-machine.js';
import { saveState } from '../machine/save-state.js';
import { Bells } from './bells.js';
import { Mailbox } from './mailbox.js';
import { StateFile } from './state-file.js';

const lateMs = 30_000;

/** A machine that runs freely: it rings again and again until its request is answered. */
export class AskingMachine implements AsyncDisposable {
  private mailbox: Mailbox | undefined;
  private isStopped = false;

  private constructor(
    private readonly guest: BootedGuest,
    private readonly machine: PlainMachine,
    private readonly bells: Bells,
  ) {}

  /** @throws OperatorError when QEMU does not start */
  static async start(guest: BootedGuest, stateFile: string): Promise<AskingMachine> {
    const bells = new Bells();
    const onBell = (): void => bells.ring();
    return new AskingMachine(guest, await PlainMachine.start(guest, { onBell, stateFile }), bells);
  }

  /** @returns undefined when nothing was asked in the time allowed */
  async nextRequest(ms: number): Promise<GuestRequest | undefined> {
    const heard = this.bells.until(() => this.look(), ms);
    return this.machine.await(heard, ms + lateMs, 'it does not ring');
  }

  async answer(seq: number, reply: Buffer): Promise<void> {
    const { mailbox, machine } = this;
    assert(mailbox !== undefined, 'an answer to nothing');
    // Only a machine that has ended has no memory; the next request tells of it.
    mailbox.answer(seq, reply);
    if (this.isStopped) await machine.execute('cont');
    this.isStopped = false;
  }

  /** It stands still afterwards, until it is answered. */
  async save(): Promise<StateFile> {
    this.isStopped = true;
    return StateFile.written(async (file) => saveState(this.machine, file, wording()));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.machine[Symbol.asyncDispose]();
  }

  /** Its memory is mapped, and its state loaded, when it rings. */
  private look(): GuestRequest | undefined {
    this.mailbox ??= new Mailbox(this.machine.pid, this.guest);
    return this.mailbox.unanswered();
  }
}

function wording(): { readonly name: string; readonly hint: string } {
  const hint = 'allow less with --checkpoint-disk, or set TMPDIR to a directory with room';
  return { name: `a checkpoint in ${tmpdir()}`, hint };
}
