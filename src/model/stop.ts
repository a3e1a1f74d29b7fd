import type { EndReason, RoleKind } from './termination.js';
import type { Step, World } from './world.js';

/** Where a run is to stand still: once, and then it goes on as if nothing had been. */
export type StopCondition =
  /** Before this signal is delivered to a process, by its number in the run, and ends it. */
  | { readonly kind: 'signal'; readonly signal: string; readonly process: number }
  /** Before the first process of a program ends, by itself or by a signal. */
  | { readonly kind: 'exit'; readonly program: string }
  /** When the run has ended, before what still runs is ended. */
  | { readonly kind: 'end' };

/** Why a world stands still. */
export type StopReason =
  /** Before a choice point is decided. */
  | { readonly kind: 'choice'; readonly point: string }
  | { readonly kind: 'signal'; readonly signal: string }
  | { readonly kind: 'exit'; readonly code: number }
  | { readonly kind: 'end'; readonly reason: EndReason };

/** A process of a world that stands still; numbers as the host has them. */
export interface StoppedProcess {
  readonly role: RoleKind;
  readonly program: string;
  /** Running number in the run, from 1: the one that choice points and crashes have. */
  readonly process: number;
  readonly pid: number;
  /** All of them are stopped, and traced by the worker; in the order of their creation. */
  readonly threads: readonly number[];
}

/** A world that stands still, in the middle of a run. */
export interface Stop {
  readonly why: StopReason;
  /** Whom it is about. */
  readonly pid: number;
  readonly tid: number;
  readonly processes: readonly StoppedProcess[];
  /** A process that is in all namespaces of the world. */
  readonly init: number;
}

export type StepOrStop = Step | { readonly kind: 'stopped'; readonly stop: Stop };

/** A core file that has been written. */
export interface CoreWritten {
  /** What it takes, and how long it is with its holes. */
  readonly bytes: number;
  readonly length: number;
}

/**
 * A world that can be told to stand still. While it does, all of its threads are stopped and no
 * limit of the run counts; running on, putting it back, or its disposal ends it.
 */
export interface StoppableWorld extends World {
  /** Let the run that begins next, or goes on, stop there; `restore` forgets it. */
  stopAt(condition: StopCondition): void;
  /** As runToChoice, which must not be used where a stop may come first. */
  runToStop(): Promise<StepOrStop>;
  /** Stand still at the choice point that is open: it is decided afterwards as ever. */
  standStill(): Promise<Stop>;
  /**
   * Write an ELF core file of a process of the world that stands still.
   * @param file an absolute path; what is there is overwritten
   * @param pid the host's number; absent: of the process that it stopped for
   */
  core(file: string, pid?: number): Promise<CoreWritten>;
  /** Wait for gdb at this path, before it is started. */
  gdbListen(socket: string): Promise<void>;
  /**
   * Let gdb look at the process of the world that stands still, until it lets it go on: then the
   * world must run, and gdb may hold it up.
   * @returns whether it is still there
   */
  gdb(): Promise<boolean>;
  /** gdb has ended: nobody waits for it any more. */
  gdbGone(): void;
}
