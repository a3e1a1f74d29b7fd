import { fstatSync } from 'node:fs';
import { duplicate, openWhateverTheMode, reopen, seek } from '../../../kernel/file-descriptor.js';
import type { OwnedFd } from '../../../kernel/pidfd.js';
import { worldRoot } from '../../../world/file-system.js';
import { captureListed, restoreListed } from '../files/listing.js';
import { giveUpLocks, mustBeLocks, takeLocks } from '../files/locks.js';
import { captureNameless, restoreNameless, type NamelessFile } from '../files/nameless.js';
import type { FrozenWorld } from '../frozen-world.js';
import { refuse } from '../refusal.js';
import type { Family, Taken } from './family.js';
import type { OpenFile } from './open-file.js';

interface FileIdentity {
  readonly dev: bigint;
  readonly ino: bigint;
}

interface State {
  readonly file: OpenFile;
  /** Which file it is; a new one that took the place of a removed one is another. */
  identity: FileIdentity;
  /**
   * The file, so that it can be opened again when all programs have closed it. It is not open
   * (O_PATH): its locks end when the programs close it, and it can be executed.
   */
  kept: OwnedFd;
  readonly isDevice: boolean;
  readonly hadName: boolean;
  readonly nameless: NamelessFile | undefined;
  /** How many entries of a directory have been listed. */
  readonly listed: number | undefined;
}

/** Devices whose open files have no state of their own. */
const devices = /^\/dev\/(null|zero|full|random|urandom)$/;
/** What was captured of programs is cut back by who reads it. */
const output = /^\/memfd:(stdout|stderr) \(deleted\)$/;
const accessMode = 3;
const pathOnly = 0o10000000; // O_PATH
/** O_APPEND, O_NONBLOCK, O_ASYNC, O_DIRECT, O_NOATIME, O_CLOEXEC: can be set at any time. */
const settable = 0o2000 | 0o4000 | 0o20000 | 0o40000 | 0o1000000 | 0o2000000;
/** O_CREAT, O_EXCL, O_TRUNC: what was done when it was opened. */
const onlyOnce = 0o100 | 0o200 | 0o1000;
const temporary = 0o20200000; // O_TMPFILE

/** Files, directories and harmless devices: everything that was opened by a path. */
export const pathFile: Family<State> = {
  name: 'file',

  claims: ({ file: { target } }) => target.startsWith('/'),

  capture: (taken, world) => taken.map((one) => captureOne(one, world)),

  isSame: ({ info }, state, now) =>
    ((lasting(info.flags) ^ lasting(now.file.info.flags)) & ~settable) === 0 &&
    isOneFile(state.identity, identityOf(now.copy)) &&
    !hasLostItsName(state),

  silence: (now, _saved, world) => giveUpLocks(now, world),

  make: (state, world) => {
    const { file, kept } = state;
    if (hasLostItsName(state)) findAnew(state, world);
    else if ((file.info.flags & pathOnly) !== 0) return duplicate(kept.fd);
    const opened = reopen(state.kept.fd, lasting(file.info.flags));
    if (opened === undefined) refuse('a closed file that cannot be opened again');
    return opened;
  },

  restore: (returning) => {
    for (const { saved, copy } of returning) {
      const { isDevice, nameless, listed, file } = saved.state;
      if (nameless !== undefined) restoreNameless(copy, nameless);
      if (listed !== undefined) restoreListed(copy, listed);
      else if (!isDevice) seek(copy, file.info.position);
    }
  },

  settle: (returning, world) => takeLocks(returning, world),

  drop: ({ kept }) => kept[Symbol.dispose](),
};

function captureOne({ file, copy }: Taken, world: FrozenWorld): State {
  const { target, info } = file;
  const path = asSeen(target);
  const isDevice = devices.test(path);
  if (path.startsWith('/dev/') && !isDevice && !path.startsWith('/dev/shm/'))
    refuse(`the device ${path}`);
  mustBeLocks(file);
  const isOutput = output.test(target);
  const nameless = isDevice || isOutput ? undefined : captureNameless(copy);
  const isWritten = (info.flags & accessMode) !== 0 && !isDevice && !isOutput;
  if (isWritten && nameless === undefined && world.written.areOfHost)
    refuse('a file of the host that is open for writing');
  const status = fstatSync(copy, { bigint: true });
  const hadName = !isDevice && !isOutput && status.nlink > 0n;
  const kept = reopen(copy, pathOnly);
  if (kept === undefined) refuse('a file that cannot be kept');
  const listed = isDevice ? undefined : captureListed(copy, info.position);
  return { file, identity: status, kept, isDevice, hadName, nameless, listed };
}

/** Its name has been given to another file, which took its place: see Successors. */
function hasLostItsName({ hadName, kept }: State): boolean {
  return hadName && fstatSync(kept.fd).nlink === 0;
}

/** What it is opened with again. */
function lasting(flags: number): number {
  const isTemporary = (flags & temporary) === temporary;
  return flags & ~(isTemporary ? onlyOnce | temporary : onlyOnce);
}

/** By its name, which another file has got. */
function findAnew(state: State, world: FrozenWorld): void {
  const path = `/proc/${String(world.init.pid)}/root${state.file.target}`;
  const found = openWhateverTheMode(path, pathOnly);
  if (found === undefined) refuse('a removed file that is not back');
  state.kept[Symbol.dispose]();
  state.kept = found;
  state.identity = identityOf(found.fd);
}

function identityOf(fd: number): FileIdentity {
  return fstatSync(fd, { bigint: true });
}

function isOneFile(a: FileIdentity, b: FileIdentity): boolean {
  return a.ino === b.ino && a.dev === b.dev;
}

/** In a sealed world the kernel names files from init's root on. */
function asSeen(target: string): string {
  return target.startsWith(`${worldRoot}/`) ? target.slice(worldRoot.length) : target;
}
