import { lockOpenFile, lockRange, unlockOpenFile } from '../../../kernel/file-locks.js';
import type { Returning, Taken } from '../descriptors/family.js';
import type { Holder } from '../descriptors/open-file.js';
import type { FrozenWorld } from '../frozen-world.js';
import { refuse } from '../refusal.js';

const setLock = 6; // F_SETLK

/** A lease is no lock: its breaking tells the process, and cannot be taken back. */
export function mustBeLocks({ holders }: Taken['file']): void {
  if (holders.some(({ locks }) => locks.some(({ kind }) => kind === 'LEASE'))) refuse('a lease');
}

/** Everybody gives up the locks of now, before the descriptors that hold them are closed. */
export function giveUpLocks(now: readonly Taken[], world: FrozenWorld): void {
  for (const { file, copy } of now)
    for (const holder of file.holders) {
      if (holder.locks.length === 0) continue;
      unlockOpenFile(copy);
      if (holder.locks.some(({ kind }) => kind === 'POSIX')) setOwn(holder, undefined, world);
    }
}

/** All descriptors are back: closing one would give up the locks of its process (fcntl(2)). */
export function takeLocks(returning: readonly Returning<unknown>[], world: FrozenWorld): void {
  for (const { saved, copy } of returning)
    for (const holder of saved.file.holders)
      for (const lock of holder.locks) {
        const taken =
          lock.kind === 'POSIX' ? setOwn(holder, lock, world) : lockOpenFile(copy, lock);
        if (!taken) refuse('a lock that somebody else has');
      }
}

/** The locks of a process can only be changed by itself. */
function setOwn(
  { process, fd }: Holder,
  lock: Holder['locks'][number] | undefined,
  world: FrozenWorld,
): boolean {
  return world.hands(process).call('fcntl', fd, setLock, lockRange(lock)) === 0;
}
