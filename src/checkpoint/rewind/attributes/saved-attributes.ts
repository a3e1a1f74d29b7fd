import type { Thread, TracedProcess } from '../../../tracer/tracee.js';
import type { FrozenWorld } from '../frozen-world.js';
import { refuse } from '../refusal.js';
import {
  processAttributes,
  setProcessAttributes,
  type ProcessAttributes,
} from './process-attributes.js';
import {
  setThreadAttributes,
  threadAttributes,
  type ThreadAttributes,
} from './thread-attributes.js';

/** What a process is besides its memory: limits, group, scheduling and the like. */
export class SavedAttributes {
  private constructor(
    private readonly process: TracedProcess,
    /** How often it had changed its namespaces or filters, which nobody can undo. */
    private readonly irreversible: number,
    private readonly attributes: ProcessAttributes,
    private readonly threads: ReadonlyMap<Thread, ThreadAttributes>,
  ) {}

  static capture(process: TracedProcess, world: FrozenWorld): SavedAttributes {
    const attributes = processAttributes(process, world);
    const threads = [...process.threads.values()].map(
      (thread) => [thread, threadAttributes(thread, world)] as const,
    );
    const irreversible = process.changes.of('irreversible');
    return new SavedAttributes(process, irreversible, attributes, new Map(threads));
  }

  restore(world: FrozenWorld): void {
    const { process } = this;
    if (process.changes.of('irreversible') !== this.irreversible)
      refuse('a process that has changed its namespaces or filters');
    setProcessAttributes(process, this.attributes, world);
    for (const [thread, attributes] of this.threads) setThreadAttributes(thread, attributes, world);
  }
}
