import type { Thread, TracedProcess } from '../../../tracer/tracee.js';
import type { FrozenWorld } from '../frozen-world.js';
import { refuse } from '../refusal.js';
import { setLastPid } from './pid-counter.js';
import type { SavedProcess } from './saved-process.js';
import { worldIdOf } from './world-ids.js';

const sigchld = 17;
const noHang = 1;
const allKinds = 0x40000000; // __WALL

/** Make a process again as a child of its parent; all else about it is put back by others. */
export function forkAs(saved: SavedProcess, world: FrozenWorld): void {
  const { process, parent, worldPid, image } = saved;
  if (parent === undefined) refuse('a process that has no parent to be made by');
  const first = process.firstThread();
  const pid = forkWithPid(parent, worldPid, sigchld, world);
  if (world.session.revive(first, pid) === 'died') refuse('a process that cannot be made again');
  process.image = image;
}

/** @returns the outer id of the child; it stops soon */
export function forkWithPid(
  parent: TracedProcess,
  worldPid: number,
  flags: number,
  world: FrozenWorld,
): number {
  setLastPid(world.init, worldPid - 1);
  const made = world.hands(parent).fork(flags);
  if (made === 'refused') refuse('a process or thread that cannot be made again');
  if (worldIdOf(made) !== worldPid) refuse(`the process id ${String(worldPid)}, which is taken`);
  return made;
}

/** A child of somebody that stays: it is taken from its parent, who never hears of it. */
export function reap(parent: TracedProcess, pid: number, world: FrozenWorld): void {
  const worldPid = worldIdOf(pid);
  const reaped = world.hands(parent).call('wait4', worldPid, 0, noHang | allKinds, 0);
  if (reaped !== worldPid) refuse('a child that cannot be waited for');
}

/** A child that only lives to end; it stands. */
export function forkBriefly(parent: TracedProcess, worldPid: number, world: FrozenWorld): Thread {
  const pid = forkWithPid(parent, worldPid, sigchld, world);
  const child = world.session.adoptChild(parent, pid);
  if (child === 'died') refuse('a process that cannot be made again');
  return child;
}
