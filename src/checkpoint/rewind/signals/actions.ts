import { signalSets, signalsIn } from '../../../kernel/signal-sets.js';
import type { TracedProcess } from '../../../tracer/tracee.js';
import type { FrozenWorld } from '../frozen-world.js';
import { refuse } from '../refusal.js';
import { Remembered } from '../remembered.js';

/** struct sigaction of the kernel by signal; those that are not there are the default. */
export type Actions = ReadonlyMap<number, Buffer>;

interface Known {
  readonly actions: Actions;
  /** Which had a handler, and were ignored, when they were read. */
  readonly sets: bigint;
}

const actionBytes = 32;
const sigchld = 17;
const resetsItself = 0x80000000; // SA_RESETHAND
const none: Actions = new Map();
const known = new Remembered<Known>('actions');

/**
 * What a process does about signals. The kernel tells nobody but the process itself: it is asked
 * once, and again only after it has called sigaction(2).
 */
export function actionsOf(process: TracedProcess, world: FrozenWorld): Actions {
  const before = known.of(process, process.changes);
  if (before !== undefined && (!mayReset(before) || before.sets === setsOf(process)))
    return before.actions;
  const sets = setsOf(process);
  const actions =
    sets === 0n && process.changes.of('actions') === 0 ? none : read(process, sets, world);
  return known.set(process, process.changes, { actions, sets }).actions;
}

export function setActions(process: TracedProcess, then: Actions, world: FrozenWorld): void {
  const now = actionsOf(process, world);
  if (now === then) return;
  const hands = world.hands(process);
  for (const signal of new Set([...now.keys(), ...then.keys()])) {
    const action = then.get(signal) ?? Buffer.alloc(actionBytes);
    if (now.get(signal)?.equals(action) === true) continue;
    if (hands.call('rt_sigaction', signal, action, 0, 8) < 0) refuse('a signal action');
  }
  known.set(process, process.changes, { actions: then, sets: setsOf(process) });
}

function read(process: TracedProcess, sets: bigint, world: FrozenWorld): Actions {
  const hands = world.hands(process);
  return new Map(
    [...new Set([sigchld, ...signalsIn(sets)])].map((signal) => {
      if (hands.call('rt_sigaction', signal, 0, Buffer.alloc(actionBytes), 8) < 0)
        refuse('signal actions that cannot be read');
      return [signal, hands.read(0, actionBytes)];
    }),
  );
}

/** A handler that goes with its first use goes without a call. */
function mayReset({ actions }: Known): boolean {
  return [...actions.values()].some((action) => (action.readUInt32LE(8) & resetsItself) !== 0);
}

function setsOf({ pid }: TracedProcess): bigint {
  const sets = signalSets(pid);
  if (sets === undefined) refuse('a process that is gone');
  return sets.caught | sets.ignored;
}
