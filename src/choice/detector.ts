import type { ChoicePoint, Frame, SocketView } from '../model/choice-point.js';
import { ok, type Outcome } from '../model/outcome.js';
import type { FaultSettings } from '../model/settings.js';
import type { WatchedCall } from './call.js';
import { choiceId, Namer } from './name.js';
import { Offers } from './offers.js';
import { isPossible } from './outcomes.js';
import { Recurrences } from './recurrences.js';
import { RuleMatcher } from './rules.js';
import type { Situation } from './situation.js';
import { SocketHistory } from './socket-history.js';
import { SpentSockets } from './spent-sockets.js';
import { spelled } from './spelled.js';
import { isOfSystem } from './system-paths.js';

/** What is known of a call that the SUT is about to make. */
export interface CallFacts extends Omit<Situation, 'socket' | 'role' | 'past' | 'bare'> {
  readonly call: WatchedCall;
  readonly socket: Omit<SocketView, 'role'>;
  /** Identifies the socket across calls; absent before it exists. */
  readonly inode?: string;
  /** The address that the program names in this call. */
  readonly address?: string;
  /** Bytes asked to be moved, where the call says so. */
  readonly bytes?: number;
  /** Of sendmmsg: how long each of the messages is. */
  readonly messageBytes?: readonly number[];
  readonly process: number;
  readonly thread: number;
  readonly stack: readonly Frame[];
}

/** Decides, within one run, which calls are choice points, what they are called and may answer. */
export class Detector {
  constructor(
    private readonly faults: FaultSettings,
    private readonly offers = new Offers(faults),
    private readonly namer = new Namer(),
    private readonly rules = new RuleMatcher(faults.rules),
    private readonly history = new SocketHistory(),
    private readonly recurrences = new Recurrences(),
    private readonly spent = new SpentSockets(),
  ) {}

  /** One that has seen the same and goes on by itself. */
  copy(): Detector {
    const { faults, offers, namer, rules, history, recurrences, spent } = this;
    const counted = [namer.copy(), rules.copy(), history.copy(), recurrences.copy()] as const;
    return new Detector(faults, offers, ...counted, spent.copy());
  }

  /** What it has seen so far that makes a difference to what comes; names are only counted on. */
  state(isThere: (socket: string) => boolean): unknown {
    const { rules, history, recurrences, spent } = this;
    return [rules.state(), history.state(isThere), recurrences.state(), spent.state(isThere)];
  }

  /** @returns undefined for sockets that connect a program with itself or the system, or nothing */
  detect(facts: CallFacts): ChoicePoint | undefined {
    const role = this.history.role(facts);
    if (role === undefined || isOfSystem(role)) return undefined;
    if (!this.faults.bare && this.spent.isMore(facts)) return undefined;
    const call = spelled(facts);
    const socket: SocketView = { ...facts.socket, role };
    const name = this.namer.name(call, role, facts.stack);
    return {
      name,
      id: choiceId(name),
      call,
      socket,
      ...(facts.bytes === undefined ? {} : { bytes: facts.bytes }),
      process: facts.process,
      thread: facts.thread,
      stack: facts.stack,
      ...this.possibilities(facts, { call, socket, stack: facts.stack }),
    };
  }

  /** What happens at a choice point for which this was chosen. */
  decided(point: ChoicePoint, chosen: Outcome, { inode }: Pick<CallFacts, 'inode'>): Outcome {
    const outcome = point.repeats?.outcome ?? chosen;
    this.history.decided(point, outcome, inode);
    if (point.repeats === undefined) this.recurrences.note(point, chosen);
    return outcome;
  }

  private possibilities(
    facts: CallFacts,
    { call, socket, stack }: Pick<ChoicePoint, 'call' | 'socket' | 'stack'>,
  ): Pick<ChoicePoint, 'outcomes' | 'asked' | 'repeats'> {
    const { role } = socket;
    const past = this.history.pastOf(facts);
    const situation: Situation = { ...facts, role, past, bare: this.faults.bare };
    const { group } = facts.call;
    // Every call counts for the rules, whatever happens there.
    const matching = this.rules.matching({ call, socket, stack });
    const repeats =
      this.history.promised(facts) ??
      this.recurrences.next({ call, role }, (outcome) => isPossible(outcome, group, situation));
    return repeats === undefined
      ? this.offers.at(group, situation, matching)
      : { outcomes: [ok], repeats };
  }
}
