import { Detector } from '../choice/detector.js';
import { overrideFor } from '../choice/override-for.js';
import type { BootedGuest } from '../checkpoint/qemu/booted-guest.js';
import { GuestRun } from '../checkpoint/qemu/guest/guest-run.js';
import { encodeOrder, encodeOverride } from '../checkpoint/qemu/guest/reply.js';
import type { GuestCall, GuestRequest } from '../checkpoint/qemu/guest/request.js';
import type { ChoicePoint } from '../model/choice-point.js';
import type { Outcome } from '../model/outcome.js';
import type { Settings } from '../model/settings.js';
import type { EndReason, Termination } from '../model/termination.js';
import { assert } from '../support/assert.js';
import { CopiedStacks } from '../tracer/copied-stacks.js';
import { guestCallFacts, registersOf } from './guest-call-facts.js';
import { GuestNumbers } from './guest-numbers.js';
import { guestStack } from './guest-stack.js';

/** What a request of the guest turned out to be. */
type Heard =
  | { readonly kind: 'ended'; readonly termination: Termination }
  | { readonly kind: 'reply'; readonly bytes: Buffer }
  | {
      readonly kind: 'choice';
      readonly point: ChoicePoint;
      readonly replyTo: (outcome: Outcome) => Buffer;
    };

/** What the conversation has to come back to. */
class ConversationMark {
  constructor(
    readonly run: ReturnType<GuestRun['mark']>,
    readonly detector: Detector,
    readonly numbers: GuestNumbers,
  ) {}
}

/** Understands the guest's requests, and says what it is answered. */
export class GuestConversation {
  private readonly stacks: CopiedStacks;
  private readonly run: GuestRun;
  private detector: Detector;
  private numbers = new GuestNumbers();

  constructor(
    private readonly settings: Settings,
    { library }: BootedGuest,
    records: boolean,
  ) {
    this.stacks = new CopiedStacks(new Map([['/chokepoint/interpose.so', library]]));
    this.run = new GuestRun(settings, this.stacks, records);
    this.detector = new Detector(settings.faults);
  }

  begin(): void {
    this.run.begin();
    this.detector = new Detector(this.settings.faults);
    this.numbers = new GuestNumbers();
  }

  mark(): unknown {
    return new ConversationMark(this.run.mark(), this.detector.copy(), this.numbers.copy());
  }

  comeBackTo(mark: unknown): void {
    assert(mark instanceof ConversationMark, 'a mark of another policy');
    this.run.comeBackTo(mark.run);
    this.detector = mark.detector.copy();
    this.numbers = mark.numbers.copy();
  }

  hear(request: GuestRequest): Heard {
    if (request.kind === 'call') return this.hearCall(request);
    const step = this.run.hear(request.tick);
    if (step.kind === 'ended') return step;
    return { kind: 'reply', bytes: encodeOrder(request.seq, step.order) };
  }

  endBy(reason: EndReason): Termination {
    return this.run.endBy(reason);
  }

  private hearCall(request: GuestCall): Heard {
    this.run.stir();
    const stack = guestStack(this.stacks, request);
    const facts = guestCallFacts(request, this.numbers.of(request), stack);
    const point = facts && this.detector.detect(facts);
    if (facts === undefined || point === undefined)
      return { kind: 'reply', bytes: encodeOverride(request.seq, { kind: 'run' }) };
    const { call, movable } = facts;
    const replyTo = (outcome: Outcome): Buffer => {
      const override = overrideFor(outcome, call, registersOf(request), movable);
      return encodeOverride(request.seq, override);
    };
    return { kind: 'choice', point, replyTo };
  }
}
