import { Detector } from '../choice/detector.js';
import { consequenceOf } from '../choice/consequence.js';
import { watchedNumbers } from '../choice/watched-numbers.js';
import type { BootedGuest } from '../checkpoint/qemu/booted-guest.js';
import { GuestRun } from '../checkpoint/qemu/guest/guest-run.js';
import {
  encodeAgain,
  encodeOrder,
  encodeDecision,
  type Decision,
} from '../checkpoint/qemu/guest/reply.js';
import type { GuestCall, GuestRequest } from '../checkpoint/qemu/guest/request.js';
import type { ChoicePoint } from '../model/choice-point.js';
import type { Outcome } from '../model/outcome.js';
import type { Settings } from '../model/settings.js';
import type { EndReason, Termination } from '../model/termination.js';
import { assert } from '../support/assert.js';
import { FailedNames } from '../world/network-events/failed-names.js';
import { CopiedStacks } from '../tracer/copied-stacks.js';
import { guestCallFacts } from './guest-call-facts.js';
import { guestDecision, unchanged } from './guest-decision.js';
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
    readonly names: ReturnType<FailedNames['mark']>,
    readonly isLookedAfter: boolean,
  ) {}
}

/** Understands the guest's requests, and says what it is answered. */
export class GuestConversation {
  private readonly stacks: CopiedStacks;
  private readonly run: GuestRun;
  private readonly watched: ReadonlySet<number>;
  private detector: Detector;
  private numbers = new GuestNumbers();
  private readonly names = new FailedNames();
  /** Since the last decided call, init was told to wait: the scenario has nothing to do first. */
  private isLookedAfter = false;

  constructor(
    private readonly settings: Settings,
    { library }: BootedGuest,
    records: boolean,
  ) {
    this.stacks = new CopiedStacks(new Map([['/chokepoint/interpose.so', library]]));
    this.run = new GuestRun(settings, this.stacks, records);
    this.detector = new Detector(settings.faults);
    this.watched = new Set(watchedNumbers(settings.faults));
  }

  begin(): void {
    this.run.begin();
    this.detector = new Detector(this.settings.faults);
    this.numbers = new GuestNumbers();
    this.names.clear();
    this.isLookedAfter = false;
  }

  mark(): unknown {
    const { run, detector, numbers, names, isLookedAfter } = this;
    const copies = [detector.copy(), numbers.copy(), names.mark()] as const;
    return new ConversationMark(run.mark(), ...copies, isLookedAfter);
  }

  comeBackTo(mark: unknown): void {
    assert(mark instanceof ConversationMark, 'a mark of another policy');
    this.run.comeBackTo(mark.run);
    this.detector = mark.detector.copy();
    this.numbers = mark.numbers.copy();
    this.names.comeBackTo(mark.names);
    this.isLookedAfter = mark.isLookedAfter;
  }

  hear(request: GuestRequest): Heard {
    if (request.kind === 'call') return this.hearCall(request);
    const step = this.run.hear(request.tick);
    if (step.kind === 'ended') return step;
    this.isLookedAfter = step.order.kind === 'wait';
    return { kind: 'reply', bytes: encodeOrder(request.seq, step.order) };
  }

  endBy(reason: EndReason): Termination {
    return this.run.endBy(reason);
  }

  /** Drivers are started, the server is stopped, and who asks for names is told: as outside. */
  private hearCall(request: GuestCall): Heard {
    const { drivers, dns } = this.settings;
    if ((drivers.length > 0 || dns !== undefined) && !this.isLookedAfter)
      return { kind: 'reply', bytes: encodeAgain(request.seq) };
    this.run.stir();
    const stack = guestStack(this.stacks, request);
    const facts = this.watched.has(request.number)
      ? guestCallFacts(request, this.numbers.of(request), stack)
      : undefined;
    const point = this.run.isProbing ? undefined : facts && this.detector.detect(facts);
    if (facts === undefined || point === undefined)
      return { kind: 'reply', bytes: this.decided(request, unchanged) };
    const replyTo = (outcome: Outcome): Buffer => {
      const happening = this.detector.decided(point, outcome, facts);
      const consequence = consequenceOf(happening, facts, this.settings.faults.bare);
      const decision = guestDecision(consequence, facts.call, request, this.names);
      return this.decided(request, decision);
    };
    return { kind: 'choice', point, replyTo };
  }

  private decided({ seq }: GuestCall, decision: Decision): Buffer {
    this.isLookedAfter = false;
    return encodeDecision(seq, decision);
  }
}
