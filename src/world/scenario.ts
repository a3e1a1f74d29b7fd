import type { EndReason, ExitStatus } from '../model/termination.js';
import type { Settings } from '../model/settings.js';

/** What a scenario waits for, asked after every event and tick. */
export interface Wait {
  readonly holds: () => boolean;
  /** What it means when nothing in the world can move any more; absent: wait on. */
  readonly ifStalled?: (waitedMs: number) => EndReason;
}

/** A program of the scenario. */
interface Actor {
  /** How its first process ended; undefined until then. */
  readonly status: ExitStatus | undefined;
}

/** The time of the run, in milliseconds. */
interface StageClock {
  /** @returns whether so much time has passed from now on, to be asked again and again */
  after(delayMs: number): () => boolean;
}

/** What a scenario does to the world. */
export interface Stage<A extends Actor = Actor> {
  readonly clock: StageClock;
  readonly peers: readonly A[];
  readonly sut: A;
  readonly drivers: readonly A[];
  readonly probes: readonly A[];
  /** Start a program. @returns whether it is ready, to be asked again and again */
  start(program: A): () => boolean;
  /** The same condition, which throws when it does not come true in time. */
  orFail(program: A, ready: () => boolean): () => boolean;
  /** Whether all of the world waits, and nobody stands before a call that is to be decided. */
  isSettled(): boolean;
  signalSut(signal: string): void;
}

/** Does something, and says what to wait for, why the run ends, or nothing. */
type Act = () => Wait | EndReason | undefined;

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
  private readonly acts: readonly Act[];
  /** Positions of the first act of the probe, and of the first after it. */
  private readonly probe: { readonly from: number; readonly to: number };
  private position = 0;
  private reason: EndReason | undefined;
  private wait: Wait | undefined;

  constructor(
    private readonly stage: Stage<A>,
    settings: Settings,
  ) {
    const peers = opening(stage);
    const { acts, probe } = serving(stage, settings);
    this.acts = [...peers, ...acts];
    this.probe = { from: peers.length + probe.from, to: peers.length + probe.to };
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

  /** Whether the server is probed: no fault is to happen now. */
  get isProbing(): boolean {
    return this.position > this.probe.from && this.position <= this.probe.to;
  }

  /** How many acts have been done. */
  get done(): number {
    return this.position;
  }

  /** @returns what to wait for before it is asked again, or why the run has ended */
  private next(): Wait | EndReason {
    if (this.reason !== undefined) return this.reason;
    for (;;) {
      const outcome = this.acts[this.position]?.();
      this.position += 1;
      if (outcome === undefined) continue;
      if ('holds' in outcome) return outcome;
      this.reason = outcome;
      // A driver that ends because the SUT did must not be a matter of luck.
      return { holds: either(settled(this.stage), after(this.stage, aftermathMs)) };
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
    () => ({ holds: either(settled(stage), after(stage, aftermathMs)) }),
  ]);
}

interface Serving {
  readonly acts: readonly Act[];
  readonly probe: { readonly from: number; readonly to: number };
}

/** What happens from the SUT's start on. */
function serving<A extends Actor>(stage: Stage<A>, settings: Settings): Serving {
  const { sut } = stage;
  const sutEnded = hasEnded(sut);
  if (stage.drivers.length === 0) {
    const start: Act = () => {
      stage.start(sut);
      return { holds: sutEnded, ifStalled: noProgress };
    };
    return { acts: [start, () => ({ kind: 'sut-ended' })], probe: { from: 0, to: 0 } };
  }
  const start: Act = () => {
    const ready = stage.start(sut);
    return { holds: either(sutEnded, ready, after(stage, settings.limits.readyMs)) };
  };
  const unlessEnded = (act: Act): Act => {
    return () => (sutEnded() ? { kind: 'sut-ended' } : act());
  };
  const drivers = [start, ...driving(stage).map(unlessEnded)];
  const probes = probing(stage, settings).map(unlessEnded);
  const acts = [...drivers, ...probes, ...stopping(stage, settings).map(unlessEnded)];
  const last: Act = () => (sutEnded() ? { kind: 'stopped' } : didNotStop(settings));
  // It begins when what the drivers left is dealt with, and ends when what the probes left is.
  const from = drivers.length + 1;
  return { acts: [...acts, last], probe: { from, to: from + probes.length } };
}

function driving<A extends Actor>(stage: Stage<A>): readonly Act[] {
  const sutEnded = hasEnded(stage.sut);
  const starts = stage.drivers.map((driver): Act => {
    return () => {
      stage.start(driver);
      // One after the other, so that they reach the server in the same order in every run.
      return { holds: either(sutEnded, settled(stage), hasEnded(driver)) };
    };
  });
  const allEnded = (): boolean => stage.drivers.every((driver) => driver.status !== undefined);
  return [...starts, () => ({ holds: either(sutEnded, allEnded), ifStalled: noProgress })];
}

/** Whether the server has survived: nobody touches its calls now. */
function probing<A extends Actor>(stage: Stage<A>, settings: Settings): readonly Act[] {
  if (stage.probes.length === 0) return [];
  const sutEnded = hasEnded(stage.sut);
  const starts = stage.probes.map((probe): Act => {
    return () => {
      stage.start(probe);
      return { holds: either(sutEnded, hasEnded(probe)), ifStalled: noProgress };
    };
  });
  return [comingToRest(stage, settings), ...starts];
}

function stopping<A extends Actor>(stage: Stage<A>, settings: Settings): readonly Act[] {
  const { signal, graceMs } = settings.stop;
  const sutEnded = hasEnded(stage.sut);
  return [
    comingToRest(stage, settings),
    () => {
      stage.signalSut(signal);
      return {
        holds: either(sutEnded, after(stage, graceMs)),
        ifStalled: () => didNotStop(settings),
      };
    },
  ];
}

/** What clients left is dealt with before what comes next, not now and then after it. */
function comingToRest<A extends Actor>(stage: Stage<A>, { stop }: Settings): Act {
  const sutEnded = hasEnded(stage.sut);
  return () => ({ holds: either(sutEnded, settled(stage), after(stage, stop.graceMs)) });
}

const didNotStop = ({ stop }: Settings): EndReason => ({
  kind: 'did-not-stop',
  graceMs: stop.graceMs,
});
const noProgress = (waitedMs: number): EndReason => ({ kind: 'no-progress', waitedMs });

function settled<A extends Actor>(stage: Stage<A>): () => boolean {
  return () => stage.isSettled();
}

function hasEnded(program: Actor): () => boolean {
  return () => program.status !== undefined;
}

function either(...conditions: readonly (() => boolean)[]): () => boolean {
  return () => conditions.some((condition) => condition());
}

function after<A extends Actor>(stage: Stage<A>, delayMs: number): () => boolean {
  return stage.clock.after(delayMs);
}
