import type { ChoicePolicy, Examination, PolicyMark } from '../checkpoint/choice-policy.js';
import { Detector } from '../choice/detector.js';
import { consequenceOf } from '../choice/consequence.js';
import { overrideFor } from '../choice/override-for.js';
import { isWait, waitsAskedFor } from '../choice/waits.js';
import type { Outcome } from '../model/outcome.js';
import type { Settings } from '../model/settings.js';
import type { Termination } from '../model/termination.js';
import { assert } from '../support/assert.js';
import type { Override } from '../tracer/override.js';
import type { StackReader } from '../tracer/stack-reader.js';
import type { Registers } from '../tracer/registers.js';
import type { Thread } from '../tracer/tracee.js';
import type { FileIdentities } from '../world/file-identities.js';
import { surroundingsOf } from './surroundings-of.js';
import { CallReader } from './call-reader.js';
import { SignalActions } from './signal-actions.js';
import type { TimelineRecorder } from './timeline/recorder.js';

class Counted {
  constructor(
    readonly detector: Detector,
    readonly signals: SignalActions,
  ) {}
}

/** The policy of choice/ over what the tracer and the world can see. */
export class SocketPolicy implements ChoicePolicy {
  private readonly reader: CallReader;
  private detector: Detector;
  private signals = new SignalActions();
  private readonly waits: readonly number[];

  constructor(
    stacks: StackReader,
    private readonly faults: Settings['faults'],
    identities: FileIdentities,
    private readonly namedPaths?: ReadonlySet<string>,
    private readonly recorder?: TimelineRecorder,
  ) {
    this.reader = new CallReader(stacks, identities);
    this.detector = new Detector(faults);
    this.waits = waitsAskedFor(faults);
  }

  begin(): void {
    this.detector = new Detector(this.faults);
    this.signals = new SignalActions();
  }

  mark(): PolicyMark {
    return { counted: new Counted(this.detector.copy(), this.signals.copy()) };
  }

  comeBackTo({ counted }: PolicyMark): void {
    assert(counted instanceof Counted, 'a mark of another policy');
    // Copied again: the mark may be come back to more than once.
    this.detector = counted.detector.copy();
    this.signals = counted.signals.copy();
  }

  state(isThere: (socket: string) => boolean): unknown {
    return this.detector.state(isThere);
  }

  concerns(thread: Thread, registers: Registers): boolean {
    this.signals.note(thread, registers);
    // Waits are stopped at for the sake of time, too.
    const call = registers.number('origRax');
    if (isWait(call) && !this.waits.includes(call)) return false;
    return this.reader.isOnSocket(thread, registers);
  }

  examine(thread: Thread): Examination {
    const registers = thread.registers();
    if (registers === 'died') return { kind: 'pass' };
    const facts = this.reader.read(thread, registers, this.signals.handlersOf(thread.process));
    const point = facts === undefined ? undefined : this.detector.detect(facts);
    if (facts === undefined || point === undefined) return { kind: 'pass' };
    const { bare } = this.faults;
    const override = (chosen: Outcome): Override => {
      const outcome = this.detector.decided(point, chosen, facts);
      this.recorder?.decided(thread, registers, point, outcome);
      const consequence = consequenceOf(outcome, facts, bare);
      return overrideFor(consequence, facts.call, registers, surroundingsOf(thread));
    };
    return { kind: 'choice', choice: { thread, registers, point, override } };
  }

  endOf(termination: Termination): Termination {
    const { namedPaths } = this;
    const calls = this.recorder?.recorded();
    return {
      ...termination,
      ...(namedPaths === undefined ? {} : { namedPaths: [...namedPaths] }),
      ...(calls === undefined ? {} : { calls }),
    };
  }
}
