import type { BootedGuest } from '../checkpoint/qemu/booted-guest.js';
import { AskingMachine } from '../checkpoint/qemu/files/asking-machine.js';
import { spareMs } from '../checkpoint/qemu/guest/guest-limits.js';
import type { StateFile } from '../checkpoint/qemu/files/state-file.js';
import type { Itinerary } from '../checkpoint/itinerary.js';
import type { ChoicePoint } from '../model/choice-point.js';
import type { Outcome } from '../model/outcome.js';
import type { Decision } from '../model/path.js';
import type { Settings } from '../model/settings.js';
import type { Termination } from '../model/termination.js';
import type { Checkpoint, Step } from '../model/world.js';
import { assert, present } from '../support/assert.js';
import { GuestConversation } from './guest-conversation.js';

const loadMs = 60_000;

interface Pending {
  readonly seq: number;
  readonly point: ChoicePoint;
  replyTo(outcome: Outcome): Buffer;
}

/** Where a run stands at a choice point. */
export interface FileStanding {
  readonly taken: readonly Decision[];
  readonly current: Pending;
  readonly conversation: unknown;
}

/** The run under way, in a machine that runs freely. */
export class FileCourse implements AsyncDisposable {
  private readonly conversation: GuestConversation;
  private machine: AskingMachine | undefined;
  /** Decisions that are not `ok`. */
  private taken: readonly Decision[] = [];
  private current: Pending | undefined;
  private isClosed = false;

  constructor(
    private readonly settings: Settings,
    private readonly guest: BootedGuest,
  ) {
    this.conversation = new GuestConversation(settings, guest, false);
  }

  /** Start again; the first choice is ahead. */
  async restart(): Promise<void> {
    await this.load(this.guest.stateFile);
    this.taken = [];
    this.current = undefined;
    this.conversation.begin();
  }

  async comeBackTo(file: StateFile, standing: FileStanding): Promise<void> {
    const machine = await this.load(file.path);
    const seq = (await machine.nextRequest(loadMs))?.seq;
    assert(seq === standing.current.seq, 'a machine that came back to something else', { seq });
    this.taken = standing.taken;
    this.current = standing.current;
    this.conversation.comeBackTo(standing.conversation);
  }

  /**
   * Go the way of an itinerary, from where the run stands.
   * @param visit called at every choice on the way, before it is taken
   * @returns a step only when the way could not be followed
   */
  async follow(itinerary: Itinerary, visit: () => Promise<void>): Promise<Step | undefined> {
    while (!itinerary.isDone) {
      const ended = this.current === undefined ? await this.toNext() : undefined;
      const expected = itinerary.missing();
      if (ended !== undefined) return { kind: 'diverged', expected, termination: ended };
      await visit();
      await this.take(itinerary.outcomeAt(this.mustStand().point.id));
    }
    return undefined;
  }

  /** To the next choice or the end. */
  async advance(): Promise<Step> {
    const termination = await this.toNext();
    if (termination !== undefined) return { kind: 'ended', termination };
    return { kind: 'choice', point: this.mustStand().point };
  }

  async take(outcome: Outcome): Promise<void> {
    const current = this.mustStand();
    if (outcome.kind !== 'ok') this.taken = [...this.taken, { at: current.point.id, outcome }];
    this.current = undefined;
    await this.mustRun().answer(current.seq, current.replyTo(outcome));
  }

  checkpoint(): Checkpoint {
    return { path: this.taken, at: this.mustStand().point.id };
  }

  /** The guest's and ours; what saving takes is no part of the run. */
  async save(): Promise<{ readonly file: StateFile; readonly standing: FileStanding }> {
    const conversation = this.conversation.mark();
    const standing = { taken: this.taken, current: this.mustStand(), conversation };
    const file = await this.mustRun().save();
    this.conversation.comeBackTo(conversation);
    return { file, standing };
  }

  /** Also while something is under way, which then fails. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.isClosed = true;
    await this.end();
  }

  /** @returns how the run has ended, unless it has come to a choice */
  private async toNext(): Promise<Termination | undefined> {
    const { wallMs } = this.settings.limits;
    this.current = undefined;
    for (;;) {
      const request = await this.mustRun().nextRequest(wallMs + spareMs);
      if (request === undefined)
        return this.conversation.endBy({ kind: 'wall-limit', limitMs: wallMs });
      const heard = this.conversation.hear(request);
      if (heard.kind === 'ended') return heard.termination;
      if (heard.kind === 'choice') {
        this.current = { seq: request.seq, ...heard };
        return undefined;
      }
      await this.mustRun().answer(request.seq, heard.bytes);
    }
  }

  private async load(file: string): Promise<AskingMachine> {
    await this.end();
    this.machine = await AskingMachine.start(this.guest, file);
    if (!this.isClosed) return this.machine;
    await this.end();
    throw new Error('the world has been closed');
  }

  private async end(): Promise<void> {
    const { machine } = this;
    this.machine = undefined;
    await machine?.[Symbol.asyncDispose]();
  }

  private mustRun(): AskingMachine {
    return present(this.machine, 'no machine has been started');
  }

  private mustStand(): Pending {
    return present(this.current, 'the world stands at no choice point');
  }
}
