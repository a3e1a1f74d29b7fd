import { kill } from '../../../kernel/ffi.js';
import { setSignalMask } from '../../../kernel/ptrace.js';
import { readProc } from '../../../kernel/procfs.js';
import type { TracedProcess } from '../../../tracer/tracee.js';
import type { FrozenWorld } from '../frozen-world.js';
import { refuse } from '../refusal.js';
import { forkBriefly } from './birth.js';
import { childrenOf, worldIdOf } from './world-ids.js';

/** A child that has ended and that its parent has not waited for. */
export interface Zombie {
  readonly parent: TracedProcess;
  readonly pid: number;
  readonly worldPid: number;
  /** As wait(2) gives it. */
  readonly status: number;
}

const sigkill = 9;

export function zombiesOf(parent: TracedProcess, world: FrozenWorld): readonly Zombie[] {
  if (!parent.mayHaveZombies) return [];
  const zombies = childrenOf(parent).flatMap((pid): readonly Zombie[] => {
    if (world.session.processes.has(pid)) return [];
    return [{ parent, pid, worldPid: worldIdOf(pid), status: statusOf(pid) }];
  });
  parent.mayHaveZombies = zombies.length > 0;
  return zombies;
}

/** Fork one and let it end in the same way. */
export function makeZombie({ parent, worldPid, status }: Zombie, world: FrozenWorld): void {
  const child = forkBriefly(parent, worldPid, world);
  const signal = status & 0x7f;
  parent.mayHaveZombies = true;
  if (signal === 0) {
    world.handsOf(child).exit('exit_group', (status >> 8) & 0xff);
  } else {
    const hands = world.handsOf(child);
    if (signal !== sigkill) hands.call('rt_sigaction', signal, Buffer.alloc(32), 0, 8);
    setSignalMask(child.tid, 0n);
    kill(child.tid, signal);
    child.resume();
    world.session.waitForEnd(child);
  }
  world.forgetThread(child);
}

/** The last field of proc_pid_stat(5). */
function statusOf(pid: number): number {
  const text = readProc(`/proc/${String(pid)}/stat`);
  if (text === undefined) refuse('a child that is gone');
  return Number(text.trim().split(' ').at(-1));
}
