import type { ChoicePoint } from '../model/choice-point.js';
import type { Outcome } from '../model/outcome.js';
import type { World } from '../model/world.js';
import { assert } from '../support/assert.js';
import { Bell } from './bell.js';
import { CounterTotals } from './counter-totals.js';
import { EdgeLedger } from './edge-ledger.js';
import type { FinishedRun, Progress } from './events.js';
import { executeRun, repeatRun, type Meet } from './runner.js';
import type { SearchEnd, SearchOptions, SearchResult } from './search-options.js';
import { SearchSpace } from './search-space.js';
import type { Start } from './start.js';
import type { Joined } from './visited-states.js';
import type { Walk } from './walk.js';

/**
 * Explores the state space (paper, Algorithm 2) on all worlds at once, until the frontier is
 * empty or a bound is reached. Rejects with what a world or an event rejects with, after all
 * lanes have ended.
 */
export async function search(options: SearchOptions): Promise<SearchResult> {
  assert(options.worlds.length > 0, 'a search needs a world');
  return new Explorer(options).run();
}

class Explorer {
  private readonly space: SearchSpace;
  private readonly edges: EdgeLedger;
  private readonly totals = new CounterTotals();
  private readonly bell = new Bell();
  private readonly halt = new AbortController();
  private readonly began: number;
  private readonly counts = { paths: 0, defectRuns: 0, diverged: 0 };
  private end: SearchEnd | undefined;
  private started = 0;
  private running = 0;

  constructor(private readonly options: SearchOptions) {
    this.space = new SearchSpace(options);
    this.edges = new EdgeLedger(options.reached);
    this.totals.add(options.reached);
    this.began = options.now();
  }

  async run(): Promise<SearchResult> {
    const { signal, worlds } = this.options;
    const interrupt = (): void => this.stop('interrupted');
    signal.addEventListener('abort', interrupt);
    if (signal.aborted) interrupt();
    const lanes = await Promise.allSettled(worlds.map(async (world) => this.lane(world)));
    signal.removeEventListener('abort', interrupt);
    for (const lane of lanes) if (lane.status === 'rejected') throw lane.reason;
    if (!this.halt.signal.aborted) for (const world of worlds) this.space.dropUnneeded(world);
    return {
      end: this.reason(),
      progress: this.progress(),
      ...this.space.account(),
      edges: this.edges.counts(),
      counted: this.totals.totals(),
    };
  }

  /** Takes runs from the frontier until nothing is left or the search has to end. */
  private async lane(world: World): Promise<void> {
    try {
      for (let start = await this.next(); start !== undefined; start = await this.next()) {
        await this.runFrom(world, start);
      }
    } catch (error) {
      this.stop('interrupted');
      throw error;
    }
  }

  /**
   * Waits while the frontier is empty but other lanes may still add to it. A start counts as
   * running from the moment it is taken: otherwise another lane would believe that all is done.
   */
  private async next(): Promise<Start | undefined> {
    while (!this.mustEnd()) {
      const start = this.space.take();
      if (start !== undefined) return this.begin(start);
      if (this.running === 0) return undefined;
      await this.bell.next();
    }
    return undefined;
  }

  private begin(start: Start): Start {
    this.started += 1;
    this.running += 1;
    return start;
  }

  private mustEnd(): boolean {
    const { limits, now } = this.options;
    if (this.started >= limits.maxPaths) this.end ??= 'max-paths';
    if (now() - this.began >= limits.timeMs) this.end ??= 'time';
    return this.end !== undefined;
  }

  private async runFrom(world: World, start: Start): Promise<void> {
    try {
      const finished = await this.finished(world, start);
      if (finished !== undefined) this.account(start, finished);
    } finally {
      this.running -= 1;
      this.bell.ring();
    }
  }

  private async finished(world: World, start: Start): Promise<FinishedRun | undefined> {
    const { recorded, oracle } = this.options;
    const run = recorded.get(start.key);
    if (run !== undefined) return repeatRun(start, run, this.meet);
    this.space.dropUnneeded(world);
    return executeRun(world, start, this.meet, oracle, this.halt.signal);
  }

  private readonly meet: Meet = (
    walk: Walk,
    point: ChoicePoint,
    world: World | undefined,
    wentOn?: boolean,
  ): Outcome | Joined => {
    this.options.events.onPoint(point, this.space.note(point));
    const outcome = this.space.meet(walk, point, world, wentOn);
    this.bell.ring();
    return outcome;
  };

  private account(start: Start, ended: FinishedRun): void {
    this.totals.add(ended.run.termination.edges);
    const finished = { ...ended, run: this.edges.account(ended.run) };
    const { oracle, events, stopAtFirst } = this.options;
    const { verdict } = finished.run;
    const defect = oracle.isDefect(verdict);
    this.space.finish(start, finished.run);
    this.counts.paths += 1;
    if (verdict.kind === 'diverged') this.counts.diverged += 1;
    if (defect) this.counts.defectRuns += 1;
    events.onRun(finished, this.progress(), () => this.space.account());
    if (defect) events.onDefect(finished, this.progress());
    if (defect && stopAtFirst) this.stop('first-defect');
  }

  /** Ends all lanes at once; the first cause is the one that is reported. */
  private stop(end: SearchEnd): void {
    if (this.halt.signal.aborted) return;
    this.end = end;
    this.halt.abort();
    this.bell.ring();
  }

  private reason(): SearchEnd {
    if (this.end === 'first-defect') return this.end;
    return this.space.pending === 0 ? 'exhausted' : (this.end ?? 'exhausted');
  }

  private progress(): Progress {
    const { pending, choicePoints, checkpoints } = this.space;
    return { ...this.counts, pending, choicePoints, checkpoints };
  }
}
