import type { Settings } from '../model/settings.js';
import type { EndReason } from '../model/termination.js';
import type { Actor, Stage } from './stage.js';

/** What a scenario waits for, asked after every event and tick. */
export interface Wait {
  readonly holds: () => boolean;
  /** What it means when nothing in the world can move any more; absent: wait on. */
  readonly ifStalled?: (waitedMs: number) => EndReason;
}

/**
 * What is to become of the SUT's calls: faults are chosen at them, nothing happens to them, or
 * what was chosen while the drivers ran the first time happens at the same calls again.
 */
export type Phase = 'opening' | 'driving' | 'untouched' | 'again' | 'stopping';

/** Does something, and says what to wait for, why the run ends, or nothing. */
export type Act = () => Wait | EndReason | undefined;

export interface Turn {
  readonly phase: Phase;
  /** How often the drivers have come. */
  readonly round: number;
}

export interface PhasedAct {
  readonly phase: Phase;
  readonly act: Act;
}

export function doing(what: () => void): Act {
  return () => {
    what();
    return undefined;
  };
}

export function inPhase(phase: Phase, acts: readonly Act[]): readonly PhasedAct[] {
  return acts.map((act) => ({ phase, act }));
}

/** What clients left is dealt with before what comes next, not now and then after it. */
export function comingToRest<A extends Actor>(stage: Stage<A>, { stop }: Settings): Act {
  const sutEnded = hasEnded(stage.sut);
  return () => ({ holds: either(sutEnded, settled(stage), stage.clock.after(stop.graceMs)) });
}

/** Clients at the same time. */
export function clientActs<A extends Actor>(
  stage: Stage<A>,
  clients: readonly A[],
  start: (client: A) => void,
): readonly Act[] {
  const sutEnded = hasEnded(stage.sut);
  const starts = clients.map((client): Act => {
    return () => {
      start(client);
      // One after the other, so that they reach the server in the same order in every run.
      return { holds: either(sutEnded, settled(stage), hasEnded(client)) };
    };
  });
  const allEnded = (): boolean => clients.every(({ status }) => status !== undefined);
  return [...starts, () => ({ holds: either(sutEnded, allEnded), ifStalled: noProgress })];
}

export const noProgress = (waitedMs: number): EndReason => ({ kind: 'no-progress', waitedMs });

export function settled<A extends Actor>(stage: Stage<A>): () => boolean {
  return () => stage.isSettled();
}

export function hasEnded(program: Actor): () => boolean {
  return () => program.status !== undefined;
}

export function either(...conditions: readonly (() => boolean)[]): () => boolean {
  return () => conditions.some((condition) => condition());
}
