import { schedulingOf, setScheduling, type Scheduling } from '../../../kernel/scheduling.js';
import type { Thread } from '../../../tracer/tracee.js';
import type { FrozenWorld } from '../frozen-world.js';
import { Remembered } from '../remembered.js';
import { refuse } from '../refusal.js';
import { ofThread, readProperties, setProperties } from './prctl.js';

export interface ThreadAttributes {
  readonly scheduling: Scheduling;
  readonly properties: readonly number[];
}

const known = new Remembered<ThreadAttributes>('attributes');

export function threadAttributes(thread: Thread, world: FrozenWorld): ThreadAttributes {
  const { changes } = thread.process;
  return known.of(thread, changes) ?? known.set(thread, changes, read(thread, world));
}

export function setThreadAttributes(
  thread: Thread,
  then: ThreadAttributes,
  world: FrozenWorld,
): void {
  const now = threadAttributes(thread, world);
  if (now === then) return;
  if (!setScheduling(thread.tid, then.scheduling, now.scheduling))
    refuse('scheduling that cannot be put back');
  setProperties(ofThread, then.properties, now.properties, world.handsOf(thread));
  known.set(thread, thread.process.changes, then);
}

function read(thread: Thread, world: FrozenWorld): ThreadAttributes {
  const scheduling = schedulingOf(thread.tid);
  if (scheduling === undefined) refuse('a thread that died');
  return { scheduling, properties: readProperties(ofThread, world.handsOf(thread)) };
}
