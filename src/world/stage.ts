import type { ExitStatus } from '../model/termination.js';
import type { LeakWatch } from './leaks/leak-watch.js';

/** A program of the scenario. */
export interface Actor {
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
  /** Looks what the server holds on to; absent where nobody can. */
  readonly leaks?: LeakWatch;
  /** Start a program. @returns whether it is ready, to be asked again and again */
  start(program: A): () => boolean;
  /** Start one that has ended once more; how it ended first is what counts. */
  startAgain?(program: A): void;
  /** The same condition, which throws when it does not come true in time. */
  orFail(program: A, ready: () => boolean): () => boolean;
  /** Whether all of the world waits, and nobody stands before a call that is to be decided. */
  isSettled(): boolean;
  signalSut(signal: string): void;
}
