import { KnownOptions } from '../checkpoint/rewind/descriptors/known-options.js';
import { FrozenWorld } from '../checkpoint/rewind/frozen-world.js';
import { WrittenTrees } from '../checkpoint/rewind/files/written-trees.js';
import { StateReader } from '../checkpoint/rewind/state/state-reader.js';
import type { Course } from '../checkpoint/course.js';
import type { StateSettings } from '../model/settings.js';
import type { Session } from '../tracer/session.js';
import type { TracedProcess } from '../tracer/tracee.js';
import type { Enclosure } from '../world/enclosure.js';
import type { Execution } from '../world/execution.js';
import type { FileIdentities } from '../world/file-identities.js';

interface Parts {
  readonly execution: Execution;
  readonly course: Course;
  readonly session: Session;
  readonly enclosure: Enclosure;
  readonly identities: FileIdentities;
}

/** Reads states where no snapshots are taken; undefined where nobody asks for them. */
export function replayStates(
  { execution, course, session, enclosure, identities }: Parts,
  settings: StateSettings,
): StateReader | undefined {
  if (!settings.visited) return undefined;
  const { init, writable } = enclosure;
  const written = new WrittenTrees(init, writable);
  const processes = (): readonly TracedProcess[] => execution.processes();
  const frozenWorld = (): FrozenWorld =>
    new FrozenWorld(session, init, processes, identities, written, new KnownOptions(), true);
  return new StateReader({ execution, course, frozenWorld, settings });
}
