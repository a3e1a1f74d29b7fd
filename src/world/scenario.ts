import type { Settings } from '../model/settings.js';
import type { EndReason } from '../model/termination.js';
import { either, hasEnded, inPhase, noProgress, settled } from './act.js';
import type { Act, Phase, PhasedAct, Wait } from './act.js';
import { serverActs } from './server-acts.js';
import type { Actor, Stage } from './stage.js';

/** How far a scenario has come; plain data. */
export interface ScenarioMark {
  readonly position: number;
  readonly reason: EndReason | undefined;
  readonly wait: Wait | undefined;
}

/** How long the others have for what the SUT's end means to them. */
const aftermathMs = 200;

/**
 * The course of one run: peers, the SUT, drivers, probes, then the aftermath. It is a list of
 * acts and a position in it, so that it can be taken back.
 */
export class Scenario<A extends Actor> {
  private readonly acts: readonly PhasedAct[];
  private position = 0;
  private reason: EndReason | undefined;
  private wait: Wait | undefined;

  constructor(
    private readonly stage: Stage<A>,
    settings: Settings,
  ) {
    const { drivers, sut } = stage;
    const main = drivers.length === 0 ? untilItEnds(stage, sut) : serverActs(stage, settings);
    this.acts = [...inPhase('opening', opening(stage)), ...main];
  }

  /** Go as far as the waits allow. @returns why the run has ended, when it has */
  advance(): EndReason | undefined {
    while (this.wait === undefined || this.wait.holds()) {
      const step = this.next();
      if (!('holds' in step)) return step;
      this.wait = step;
    }
    return undefined;
  }

  /** What it means when nothing in the world can move any more; absent: it goes on waiting. */
  get ifStalled(): Wait['ifStalled'] {
    return this.wait?.ifStalled;
  }

  /** What is to become of the SUT's calls now. */
  get phase(): Phase {
    return this.acts[this.position - 1]?.phase ?? 'stopping';
  }

  /** How many acts have been done. */
  get done(): number {
    return this.position;
  }

  /** @returns what to wait for before it is asked again, or why the run has ended */
  private next(): Wait | EndReason {
    if (this.reason !== undefined) return this.reason;
    for (;;) {
      const outcome = this.acts[this.position]?.act();
      this.position += 1;
      if (outcome === undefined) continue;
      if ('holds' in outcome) return outcome;
      this.reason = outcome;
      // A driver that ends because the SUT did must not be a matter of luck.
      return { holds: either(settled(this.stage), this.stage.clock.after(aftermathMs)) };
    }
  }

  mark(): ScenarioMark {
    return { position: this.position, reason: this.reason, wait: this.wait };
  }

  comeBackTo({ position, reason, wait }: ScenarioMark): void {
    this.wait = wait;
    this.position = position;
    this.reason = reason;
  }
}

function opening<A extends Actor>(stage: Stage<A>): readonly Act[] {
  return stage.peers.flatMap((peer): readonly Act[] => [
    () => ({ holds: stage.orFail(peer, stage.start(peer)) }),
    // A server that is ready may fork its workers only then: who comes next is counted after them.
    () => ({ holds: either(settled(stage), stage.clock.after(aftermathMs)) }),
  ]);
}

/** A program that is no server runs to its own end. */
function untilItEnds<A extends Actor>(stage: Stage<A>, sut: A): readonly PhasedAct[] {
  const start: Act = () => {
    stage.start(sut);
    return { holds: hasEnded(sut), ifStalled: noProgress };
  };
  return inPhase('opening', [start, () => ({ kind: 'sut-ended' })]);
}
