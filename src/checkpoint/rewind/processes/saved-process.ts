import { processSession } from '../../../kernel/process-session.js';
import type { TracedProcess } from '../../../tracer/tracee.js';
import type { FrozenWorld } from '../frozen-world.js';
import { refuse } from '../refusal.js';
import { parentOf, tidInWorld } from './world-ids.js';

/** A process as it was, by what tells whether it is still that one, or can be made again. */
export interface SavedProcess {
  readonly process: TracedProcess;
  /** Its first thread's; the whole process's id. */
  readonly worldPid: number;
  /** Whose child it is; absent for children of the world's init. */
  readonly parent: TracedProcess | undefined;
  readonly image: object;
  /** The session that it belongs to, by its outer id. */
  readonly session: number;
}

const parents = new WeakMap<TracedProcess, TracedProcess>();
const orphans = new WeakSet<TracedProcess>();

export function captureProcess(process: TracedProcess, world: FrozenWorld): SavedProcess {
  const first = process.threads.get(process.pid);
  if (first?.state !== 'stopped') refuse('a process whose first thread has ended');
  if (process.isGuest) refuse('a child in the memory of its parent (vfork)');
  return {
    process,
    worldPid: tidInWorld(first),
    parent: parentIn(world, process),
    image: process.image,
    session: processSession(process.pid),
  };
}

/** Whether it is there and can be put back as it is. */
export function isStill({ process, image, session }: SavedProcess): boolean {
  return (
    process.threads.get(process.pid)?.state === 'stopped' &&
    process.image === image &&
    processSession(process.pid) === session
  );
}

/** Whether a child of its parent becomes it when its memory is put back. */
export function canBeForked({ parent, image, process }: SavedProcess): boolean {
  return parent?.image === image && !process.ended;
}

/** It stays the same until the parent ends. */
function parentIn(world: FrozenWorld, process: TracedProcess): TracedProcess | undefined {
  const known = parents.get(process);
  const isOrphan = known === undefined && orphans.has(process);
  if (isOrphan || (known !== undefined && known.threads.size > 0)) return known;
  const pid = parentOf(process.pid);
  const parent = world.processes.find((other) => other.pid === pid);
  if (parent !== undefined) {
    parents.set(process, parent);
    return parent;
  }
  orphans.add(process);
  parents.delete(process);
  return undefined;
}
