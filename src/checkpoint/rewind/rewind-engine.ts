import type { Outcome } from '../../model/outcome.js';
import type { StepOrStop, Stop } from '../../model/stop.js';
import type { StateSettings } from '../../model/settings.js';
import type { Termination } from '../../model/termination.js';
import type { Capability, Checkpoint, Step, Travel } from '../../model/world.js';
import type { Puppet } from '../../tracer/puppet.js';
import type { Session } from '../../tracer/session.js';
import type { TracedProcess } from '../../tracer/tracee.js';
import type { FileIdentities } from '../../world/file-identities.js';
import type { Execution } from '../../world/execution.js';
import type { Standstill } from '../../world/standstill/standstill.js';
import type { Course, Standing } from '../course.js';
import type { Engine } from '../engine.js';
import { Itinerary } from '../itinerary.js';
import { Timeline, type Moment } from '../timeline.js';
import { rewindCapabilities } from './capabilities.js';
import { KnownOptions } from './descriptors/known-options.js';
import type { WrittenTrees } from './files/written-trees.js';
import { assert } from '../../support/assert.js';
import { FrozenWorld } from './frozen-world.js';
import { heldBytes, savedBytes } from './memory/block.js';
import { refuse, RewindRefused } from './refusal.js';
import { Snapshot } from './snapshot.js';
import { digestOf, firstDifference, type WorldDigest } from './verify/world-digest.js';
import { StateReader } from './state/state-reader.js';
import { TravelLog } from './travel-log.js';

interface RewindParts {
  readonly execution: Execution;
  readonly course: Course;
  readonly session: Session;
  readonly init: Puppet;
  readonly world: Disposable;
  readonly identities: FileIdentities;
  readonly written: WrittenTrees;
  /** Whether each restored world is compared with what was saved. */
  readonly verifies: boolean;
  readonly states: StateSettings;
  /** Bytes that snapshots may hold. */
  readonly budget: number;
}

/** What is held for a checkpoint. */
interface Held {
  readonly snapshot: Snapshot;
  readonly standing: Standing;
  /** Taken where restored worlds are to be compared with it. */
  readonly digest: WorldDigest | undefined;
}

/**
 * Goes back by putting the same processes back. Where something cannot be saved or put back it
 * goes back to the nearest checkpoint before, or begins anew as the replay engine does, executes
 * the rest of the way again, and counts the reason.
 */
export class RewindEngine implements Engine {
  private readonly timeline = new Timeline<Held>(({ snapshot }) => snapshot[Symbol.dispose]());
  private readonly log = new TravelLog();
  private readonly options = new KnownOptions();
  private destination: Checkpoint | undefined;
  private outcomeThere: Outcome | undefined;

  private readonly states: StateReader | undefined;

  constructor(private readonly parts: RewindParts) {
    const { execution, course } = parts;
    const frozenWorld = (): FrozenWorld => this.frozenWorld(true);
    const { states: settings } = parts;
    if (settings.visited)
      this.states = new StateReader({ execution, course, frozenWorld, settings });
    const lacking = rewindCapabilities().find(({ available }) => !available);
    if (lacking === undefined) return;
    this.log.noteRefused(new RewindRefused(lacking.reason ?? lacking.what));
    this.log.giveUp();
  }

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
    this.hold(this.timeline.reach(checkpoint));
    return checkpoint;
  }

  drop(checkpoint: Checkpoint): void {
    this.timeline.drop(checkpoint);
  }

  runToChoice(): StepOrStop {
    const { destination } = this;
    this.destination = undefined;
    const astray = destination === undefined ? undefined : this.goBack(destination);
    return astray ?? this.look(this.parts.course.advance());
  }

  leave(): Termination {
    return this.parts.course.leave();
  }

  standStill(): Stop {
    return this.parts.course.standStill();
  }

  get standstill(): Standstill {
    return this.parts.course.standstill;
  }

  reexecute(): void {
    this.log.giveUp();
    this.timeline.releaseAll();
  }

  capabilities(): readonly Capability[] {
    return rewindCapabilities();
  }

  travel(): Travel {
    return this.log.travel();
  }

  [Symbol.dispose](): void {
    this.timeline.releaseAll();
    this.parts.written[Symbol.dispose]();
    this.parts.world[Symbol.dispose]();
  }

  private look(step: StepOrStop): StepOrStop {
    return this.states?.look(step) ?? step;
  }

  /** @returns a step only when the way could not be followed */
  private goBack(destination: Checkpoint): Step | undefined {
    const moment = this.timeline.nearestHeld(destination);
    if (moment !== undefined && this.rewind(moment)) {
      const rest = destination.path.slice(moment.checkpoint.path.length);
      const astray = this.follow({ ...destination, path: rest });
      if (astray === undefined) return undefined;
    }
    this.beginAnew();
    return this.follow(destination);
  }

  private beginAnew(): void {
    this.log.noteReexecuted();
    // Snapshots are of the processes that end now.
    this.timeline.releaseAll();
    this.timeline.standAt(undefined);
    this.parts.identities.clear();
    this.options.clear();
    this.parts.course.restart();
  }

  /** Checkpoints that are met on the way and have lost their snapshot get one again. */
  private follow(destination: Checkpoint): Step | undefined {
    const { course } = this.parts;
    return course.follow(new Itinerary(destination, this.outcomeThere), () => {
      const here = course.checkpoint();
      if (this.timeline.find(here) !== undefined) this.hold(this.timeline.reach(here));
    });
  }

  private hold(moment: Moment<Held>): void {
    if (moment.held !== undefined || !this.log.isWorthTrying) return;
    const { execution, course } = this.parts;
    const [startedAt, savedBefore] = [performance.now(), savedBytes()];
    const frozen = execution.freeze();
    try {
      if (frozen === undefined) refuse('a world that does not rest');
      using world = this.frozenWorld();
      const decided = execution.decidedCall.bind(execution);
      const digest = this.parts.verifies ? digestOf(world) : undefined;
      const snapshot = Snapshot.capture(world, execution.mark(), decided);
      moment.held = { snapshot, digest, standing: course.standing() };
    } catch (error) {
      this.log.noteRefused(error);
    } finally {
      if (frozen !== undefined) execution.thaw(frozen);
    }
    if (moment.held !== undefined)
      this.log.noteTaken(performance.now() - startedAt, savedBytes() - savedBefore);
    this.keepWithinBudget();
  }

  /** The oldest goes first: the way to it from the beginning is the shortest. */
  private keepWithinBudget(): void {
    for (const moment of this.timeline.held()) {
      if (heldBytes() <= this.parts.budget) return;
      this.timeline.release(moment);
      this.log.noteRefused(new RewindRefused('a checkpoint beyond the memory for checkpoints'));
    }
  }

  /** @returns whether the world stands there again; if not, it is good for nothing */
  private rewind(moment: Moment<Held>): boolean {
    const { execution, course } = this.parts;
    if (moment.held === undefined) return false;
    const { snapshot, digest, standing } = moment.held;
    const startedAt = performance.now();
    let tookMs = 0;
    try {
      execution.seize();
      const world = this.frozenWorld();
      try {
        snapshot.restore(world);
      } finally {
        world.closeCopies();
      }
      if (digest !== undefined) this.verify(digest, snapshot);
      execution.comeBackTo(snapshot.mark);
      tookMs = performance.now() - startedAt;
      const happening = execution.next();
      if (happening.kind !== 'call' || happening.thread !== standing.current.thread)
        refuse('a world that came back to something else');
    } catch (error) {
      this.log.noteRefused(error);
      execution.tear();
      return false;
    }
    course.standAt(standing);
    this.timeline.standAt(moment);
    this.log.noteRewound(tookMs);
    return true;
  }

  /** Breaks off when the world, still stopped, is not what was saved. */
  private verify(saved: WorldDigest, snapshot: Snapshot): void {
    const misplaced = snapshot.misplacedThread();
    assert(misplaced === undefined, 'a thread was not put back', { tid: misplaced?.tid });
    const world = this.frozenWorld();
    const difference = firstDifference(saved, digestOf(world));
    world.closeCopies();
    assert(difference === undefined, 'a restored world differs from what was saved', {
      difference,
    });
  }

  private frozenWorld(isOnlyRead = false): FrozenWorld {
    const { session, init, execution, identities, written } = this.parts;
    const processes = (): readonly TracedProcess[] => execution.processes();
    const { options } = this;
    return new FrozenWorld(session, init, processes, identities, written, options, isOnlyRead);
  }
}
