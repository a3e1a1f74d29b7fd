import type { Puppet } from '../../../tracer/puppet.js';
import { initProc } from '../../../world/file-system.js';
import { refuse } from '../refusal.js';

const oRdwr = 2;
const files = new WeakMap<Puppet, number>();

/**
 * Where the numbers of new processes and threads go on (proc_sys_kernel(5), ns_last_pid). It may
 * only be asked for and set by someone inside the pid namespace: the world's init.
 */
export function lastPid(init: Puppet): number {
  const room = Buffer.alloc(16);
  init.callFilling(room, 'pread64', fileOf(init), room, room.length, 0);
  const number = Number.parseInt(room.toString('latin1'), 10);
  if (!Number.isInteger(number)) refuse('process ids that cannot be chosen');
  return number;
}

/** The next one that is made gets the number after this, if that is free. */
export function setLastPid(init: Puppet, number: number): void {
  const text = Buffer.from(String(number));
  if (init.call('pwrite64', fileOf(init), text, text.length, 0) !== text.length)
    refuse('process ids that cannot be chosen');
}

function fileOf(init: Puppet): number {
  const known = files.get(init);
  if (known !== undefined) return known;
  const fd = init.call('open', `${initProc}/sys/kernel/ns_last_pid`, oRdwr, 0);
  if (fd < 0) refuse('process ids that cannot be chosen');
  files.set(init, fd);
  return fd;
}
