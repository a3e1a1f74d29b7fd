import type { Outcome } from '../../model/outcome.js';
import type { Capability, Checkpoint, Step, Travel } from '../../model/world.js';
import type { Puppet } from '../../tracer/puppet.js';
import type { Session } from '../../tracer/session.js';
import type { Execution } from '../../world/execution.js';
import type { Course, Standing } from '../course.js';
import type { Engine } from '../engine.js';
import { FrozenWorld } from './frozen-world.js';
import { RewindRefused } from './refusal.js';
import { Snapshot } from './snapshot.js';

interface Held {
  readonly standing: Standing;
  readonly snapshot: Snapshot;
}

interface RewindParts {
  readonly execution: Execution;
  readonly course: Course;
  readonly session: Session;
  readonly init: Puppet;
  readonly world: Disposable;
}

/**
 * Goes back by putting the same processes back. Where something cannot be saved or put back it
 * re-executes, as the replay engine does, and counts the reason.
 */
export class RewindEngine implements Engine {
  private readonly held = new Map<string, Held>();
  private destination: Checkpoint | undefined;
  private outcomeThere: Outcome | undefined;
  private rewound = 0;
  private reexecuted = 0;
  private readonly refusals: Record<string, number> = {};

  constructor(private readonly parts: RewindParts) {}

  restore(checkpoint: Checkpoint): void {
    this.destination = checkpoint;
    this.outcomeThere = undefined;
  }

  decide(outcome: Outcome): void {
    if (this.destination === undefined) this.parts.course.take(outcome);
    else this.outcomeThere = outcome;
  }

  checkpoint(): Checkpoint {
    const checkpoint = this.parts.course.checkpoint();
    const key = keyOf(checkpoint);
    if (!this.held.has(key)) this.save(key);
    return checkpoint;
  }

  drop(checkpoint: Checkpoint): void {
    this.forget(keyOf(checkpoint));
  }

  runToChoice(): Step {
    const { destination } = this;
    this.destination = undefined;
    return destination === undefined ? this.parts.course.advance() : this.goBack(destination);
  }

  capabilities(): readonly Capability[] {
    return [{ what: 'rewind the same processes', available: true }];
  }

  travel(): Travel {
    return { rewound: this.rewound, reexecuted: this.reexecuted, refusals: { ...this.refusals } };
  }

  [Symbol.dispose](): void {
    this.parts.world[Symbol.dispose]();
  }

  private save(key: string): void {
    const { execution, course } = this.parts;
    const frozen = execution.freeze();
    if (frozen === undefined) {
      this.count('a world that does not rest');
      return;
    }
    try {
      using world = this.frozenWorld();
      const decided = execution.decidedCall.bind(execution);
      const snapshot = Snapshot.capture(world, execution.mark(), decided);
      this.held.set(key, { standing: course.standing(), snapshot });
    } catch (error) {
      this.refused(error);
    } finally {
      execution.thaw(frozen);
    }
  }

  private goBack(destination: Checkpoint): Step {
    const { course } = this.parts;
    const held = this.held.get(keyOf(destination));
    if (held !== undefined && this.rewind(held)) {
      this.rewound += 1;
      if (this.outcomeThere !== undefined) course.take(this.outcomeThere);
      return course.advance();
    }
    // Snapshots are of the processes that end now.
    for (const key of [...this.held.keys()]) this.forget(key);
    this.reexecuted += 1;
    return course.restart(destination, this.outcomeThere) ?? course.advance();
  }

  /** @returns whether the world stands there again; if not, it is good for nothing */
  private rewind({ standing, snapshot }: Held): boolean {
    const { execution, course } = this.parts;
    try {
      execution.seize();
      const world = this.frozenWorld();
      snapshot.restore(world);
      execution.comeBackTo(snapshot.mark);
    } catch (error) {
      this.refused(error);
      execution.tear();
      return false;
    }
    const happening = execution.next();
    if (happening.kind !== 'call' || happening.thread !== standing.current.thread)
      throw new Error(`came back to something else: ${JSON.stringify(happening.kind)}`);
    course.standAt(standing);
    return true;
  }

  private frozenWorld(): FrozenWorld {
    const { session, init, execution } = this.parts;
    return new FrozenWorld(session, init, execution.processes());
  }

  private refused(error: unknown): void {
    if (!(error instanceof RewindRefused)) throw error;
    this.count(error.message);
  }

  private count(reason: string): void {
    this.refusals[reason] = (this.refusals[reason] ?? 0) + 1;
  }

  private forget(key: string): void {
    this.held.get(key)?.snapshot[Symbol.dispose]();
    this.held.delete(key);
  }
}

function keyOf(checkpoint: Checkpoint): string {
  return JSON.stringify(checkpoint);
}
