import type { EndReason } from '../model/termination.js';
import type { Settings } from '../model/settings.js';
import type { ProgramRun } from './program-run.js';

/** What a scenario waits for, asked after every event and tick. */
export interface Wait {
  readonly holds: () => boolean;
  /** What it means when nothing in the world can move any more; absent: wait on. */
  readonly ifStalled?: (waitedMs: number) => EndReason;
}

/** What a scenario does to the world. */
export interface Stage {
  readonly peers: readonly ProgramRun[];
  readonly sut: ProgramRun;
  readonly drivers: readonly ProgramRun[];
  /** Start a program. @returns whether it is ready, to be asked again and again */
  start(program: ProgramRun): () => boolean;
  /** The same condition, which throws when it does not come true in time. */
  orFail(program: ProgramRun, ready: () => boolean): () => boolean;
  /** Whether all of the world waits, and nobody stands before a call that is to be decided. */
  isSettled(): boolean;
  signalSut(signal: string): void;
}

export type Scenario = Generator<Wait, EndReason, undefined>;

/** How long the others have for what the SUT's end means to them. */
const aftermathMs = 200;

/**
 * The course of one run: peers, then the SUT, then drivers. It yields what it waits for and
 * returns why the run ended.
 */
export function* scenario(stage: Stage, settings: Settings): Scenario {
  const reason = yield* course(stage, settings);
  // A driver that ends because the SUT did must not be a matter of luck.
  yield { holds: either(settled(stage), after(aftermathMs)) };
  return reason;
}

function* course(stage: Stage, settings: Settings): Scenario {
  for (const peer of stage.peers) {
    const ready = stage.start(peer);
    yield { holds: stage.orFail(peer, ready) };
  }
  const sutReady = stage.start(stage.sut);
  const sutEnded = hasEnded(stage.sut);
  if (stage.drivers.length > 0) {
    yield { holds: either(sutEnded, sutReady, after(settings.limits.readyMs)) };
    if (sutEnded()) return { kind: 'sut-ended' };
    yield* driving(stage, sutEnded);
    return sutEnded() ? { kind: 'sut-ended' } : yield* stopping(stage, settings);
  }
  yield { holds: sutEnded, ifStalled: noProgress };
  return { kind: 'sut-ended' };
}

function* driving(stage: Stage, sutEnded: () => boolean): Generator<Wait, void, undefined> {
  for (const driver of stage.drivers) {
    if (sutEnded()) return;
    stage.start(driver);
    // One after the other, so that they reach the server in the same order in every run.
    yield { holds: either(sutEnded, settled(stage), hasEnded(driver)) };
  }
  const allEnded = (): boolean => stage.drivers.every((driver) => driver.status !== undefined);
  yield { holds: either(sutEnded, allEnded), ifStalled: noProgress };
}

function* stopping(stage: Stage, settings: Settings): Scenario {
  const { signal, graceMs } = settings.stop;
  const sutEnded = hasEnded(stage.sut);
  const didNotStop: EndReason = { kind: 'did-not-stop', graceMs };
  // What the drivers left is dealt with before the signal, not now and then after it.
  yield { holds: either(sutEnded, settled(stage), after(graceMs)) };
  if (sutEnded()) return { kind: 'sut-ended' };
  stage.signalSut(signal);
  yield { holds: either(sutEnded, after(graceMs)), ifStalled: () => didNotStop };
  return sutEnded() ? { kind: 'stopped' } : didNotStop;
}

const noProgress = (waitedMs: number): EndReason => ({ kind: 'no-progress', waitedMs });

function settled(stage: Stage): () => boolean {
  return () => stage.isSettled();
}

function hasEnded(program: ProgramRun): () => boolean {
  return () => program.status !== undefined;
}

function either(...conditions: readonly (() => boolean)[]): () => boolean {
  return () => conditions.some((condition) => condition());
}

function after(delayMs: number): () => boolean {
  const until = performance.now() + delayMs;
  return () => performance.now() >= until;
}
