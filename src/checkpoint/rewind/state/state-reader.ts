import type { StateSettings } from '../../../model/settings.js';
import type { StepOrStop } from '../../../model/stop.js';
import type { Execution } from '../../../world/execution.js';
import type { Course } from '../../course.js';
import type { FrozenWorld } from '../frozen-world.js';
import { refuse, RewindRefused } from '../refusal.js';
import { Snapshot } from '../snapshot.js';
import { digestText } from './bytes-text.js';
import { IgnoredMemory } from './ignored-memory.js';
import { isWorthReading } from './worth-reading.js';
import { worldText } from './world-text.js';

interface StateReaderParts {
  readonly execution: Execution;
  readonly course: Course;
  readonly frozenWorld: () => FrozenWorld;
  readonly settings: StateSettings;
}

/** Says in which state a world stands at a choice, so that it is told when it comes back there. */
export class StateReader {
  private readonly ignored: IgnoredMemory;

  constructor(private readonly parts: StateReaderParts) {
    this.ignored = new IgnoredMemory(parts.settings.ignore);
  }

  /** The same step, with the state where it is worth to know it. */
  look(step: StepOrStop): StepOrStop {
    if (step.kind !== 'choice' || !isWorthReading(step.point.name)) return step;
    const state = this.read();
    return state === undefined ? step : { ...step, point: { ...step.point, state } };
  }

  private read(): string | undefined {
    const { execution } = this.parts;
    // Where somebody never rests, how far that one is by now is a matter of luck.
    const frozen = execution.freeze(true);
    try {
      return frozen === undefined ? undefined : digestText(this.text());
    } catch (error) {
      // What cannot be saved cannot be told from something else either.
      if (error instanceof RewindRefused) return undefined;
      throw error;
    } finally {
      if (frozen !== undefined) execution.thaw(frozen);
    }
  }

  private text(): string {
    const { execution, course, frozenWorld, settings } = this.parts;
    const mark = execution.mark();
    const time = mark.time.left?.(settings.ignoreClock);
    if (time === undefined) refuse('time that is not the own of a world');
    using world = frozenWorld();
    const decided = execution.decidedCall.bind(execution);
    using snapshot = Snapshot.capture(world, mark, decided);
    const text = worldText(snapshot, {
      processes: world.processes,
      known: (isThere) => [course.state(isThere), time],
      isPrinted: settings.printed,
      ignored: (process, layout) => this.ignored.of(process, layout),
    });
    this.ignored.mustBeKnown();
    return text;
  }
}
