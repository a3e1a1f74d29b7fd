import { fcntl } from '../../../kernel/ffi.js';
import { fdTarget } from '../../../kernel/procfs.js';
import { socketDomain, socketType } from '../../../kernel/socket.js';
import type { OwnedFd } from '../../../kernel/pidfd.js';
import { groupBy } from '../../../support/group-by.js';
import type { FrozenWorld } from '../frozen-world.js';
import { refuse } from '../refusal.js';
import { families } from './families.js';
import type { Family, Returning, Taken } from './family.js';
import { openFiles, ownerOf, type Holder, type OpenFile } from './open-file.js';

const closeOnExecFlag = 0o2000000;
const setDescriptorFlags = 2; // F_SETFD
const netlink = 16; // AF_NETLINK
const raw = 3; // SOCK_RAW
const setStatusFlags = 4; // F_SETFL
/** O_APPEND, O_NONBLOCK, O_ASYNC, O_DIRECT, O_NOATIME: what F_SETFL can change. */
const changeable = 0o2000 | 0o4000 | 0o20000 | 0o40000 | 0o1000000;

export interface SavedFile {
  readonly file: OpenFile;
  readonly family: Family<unknown>;
  readonly state: unknown;
}

/** The descriptors of all processes and what they refer to. */
export class SavedFiles implements Disposable {
  private constructor(readonly saved: readonly SavedFile[]) {}

  static capture(world: FrozenWorld): SavedFiles {
    const taken = takeAll(world);
    const saved: SavedFile[] = [];
    for (const [family, members] of byFamily(taken, world)) {
      const states = family.capture(members, world);
      members.forEach(({ file }, i) => saved.push({ file, family, state: states[i] }));
    }
    return new SavedFiles(saved);
  }

  restore(world: FrozenWorld): void {
    const now = takeAll(world);
    const groups = byFamily(now, world);
    for (const family of families)
      family.silence?.(groups.get(family) ?? [], this.statesOf(family), world);
    const present = this.match(now);
    this.closeOthers(now, present, world);
    using made = new Made();
    const copies = this.saved.map((entry, i) => present[i]?.copy ?? made.make(entry, world));
    this.saved.forEach(({ file }, i) => {
      const target = present[i] === undefined ? fdTarget(process.pid, copies[i] ?? -1) : undefined;
      if (target !== undefined) world.identities.tookPlace(target, file.target);
    });
    this.saved.forEach((entry, i) => giveBack(entry.file, present[i], copies[i] ?? -1, world));
    const isFresh = (i: number): boolean => present[i] === undefined;
    this.eachFamily(copies, isFresh, (family, returning) => family.restore(returning, world));
    this.eachFamily(copies, isFresh, (family, returning) => family.settle?.(returning, world));
    this.saved.forEach(({ file }, i) => setFlags(file, copies[i] ?? -1));
  }

  [Symbol.dispose](): void {
    for (const { family, state } of this.saved) family.drop?.(state);
  }

  private statesOf(family: Family<unknown>): readonly unknown[] {
    return this.saved.filter((entry) => entry.family === family).map(({ state }) => state);
  }

  /** For each saved file the open file that it is now, if it is still there. */
  private match(now: readonly Taken[]): readonly (Taken | undefined)[] {
    const free = new Set(now);
    const byHolder = new Map(now.flatMap((one) => one.file.holders.map((h) => [keyOf(h), one])));
    return this.saved.map(({ file, family, state }) => {
      const same = (taken: Taken | undefined): taken is Taken =>
        taken !== undefined &&
        free.has(taken) &&
        (family.isSame?.(file, state, taken) ?? taken.file.target === file.target);
      // One that a saved number still means comes before all others.
      const near = file.holders.map((holder) => byHolder.get(keyOf(holder)));
      const found = near.find(same) ?? [...free].find((one) => !near.includes(one) && same(one));
      if (found !== undefined) free.delete(found);
      return found;
    });
  }

  /** Close every number that means nothing, or something else, in the saved world. */
  private closeOthers(
    now: readonly Taken[],
    matched: readonly (Taken | undefined)[],
    world: FrozenWorld,
  ): void {
    const savedOf = new Map(matched.map((taken, i) => [taken, this.saved[i]]));
    for (const taken of now) {
      const saved = savedOf.get(taken);
      for (const holder of taken.file.holders) {
        if (saved !== undefined && holds(saved.file, holder)) continue;
        // The last copy of a matched file must live on until its numbers have been given back.
        if (saved === undefined) world.forgetCopy(holder.process, holder.fd);
        world.hands(holder.process).call('close', holder.fd);
      }
    }
  }

  private eachFamily(
    copies: readonly number[],
    isFresh: (i: number) => boolean,
    visit: (family: Family<unknown>, returning: readonly Returning<unknown>[]) => void,
  ): void {
    for (const family of families) {
      const returning = this.saved.flatMap((saved, i) =>
        saved.family === family ? [{ saved, copy: copies[i] ?? -1, isFresh: isFresh(i) }] : [],
      );
      if (returning.length > 0) visit(family, returning);
    }
  }
}

/** Files opened anew, until every process has its number for them. */
class Made implements Disposable {
  private readonly files: OwnedFd[] = [];

  make({ family, file, state }: SavedFile, world: FrozenWorld): number {
    if (family.makeIn !== undefined) return makeInPlace(family, file, state, world);
    const made = family.make?.(state, world);
    if (made === undefined) refuse(`${family.name} ${kindOf(file)}, which has been closed`);
    this.files.push(made);
    return made.fd;
  }

  [Symbol.dispose](): void {
    for (const file of this.files) file[Symbol.dispose]();
  }
}

/** Without the number by which it is told from others of its kind; sockets by what they are for. */
function kindOf({ target }: OpenFile, copy?: number): string {
  const kind = target.replace(/:\[\d+\]$/, '');
  if (kind !== 'socket' || copy === undefined) return kind;
  if (socketDomain(copy) === netlink) return 'netlink socket';
  return socketType(copy) === raw ? 'raw socket' : `socket of family ${String(socketDomain(copy))}`;
}

/** By a call of its first holder, under the number that it has there. */
function makeInPlace(
  family: Family<unknown>,
  file: OpenFile,
  state: unknown,
  world: FrozenWorld,
): number {
  const { process, fd, closeOnExec } = ownerOf(file);
  const hands = world.hands(process);
  const made = family.makeIn?.(state, hands) ?? -1;
  if (made < 0) refuse(`${family.name}, which cannot be made again`);
  if (made !== fd) {
    const moved = hands.call('dup3', made, fd, closeOnExec ? closeOnExecFlag : 0);
    hands.call('close', made);
    if (moved !== fd) refuse(`no room for descriptor ${String(fd)}`);
  } else if (closeOnExec) hands.call('fcntl', fd, setDescriptorFlags, 1);
  world.forgetCopy(process, fd);
  return world.copyOf(process, fd);
}

function takeAll(world: FrozenWorld): readonly Taken[] {
  return openFiles(world.processes, world.identities).map((file) => {
    const { process, fd } = ownerOf(file);
    return { file, copy: world.copyOf(process, fd) };
  });
}

function byFamily(
  taken: readonly Taken[],
  world: FrozenWorld,
): ReadonlyMap<Family<unknown>, readonly Taken[]> {
  return groupBy(taken, (one) => {
    const family = families.find((candidate) => candidate.claims(one, world));
    return family ?? refuse(`a descriptor of ${kindOf(one.file, one.copy)}`);
  });
}

function keyOf({ process, fd }: Holder): string {
  return `${String(process.index)} ${String(fd)}`;
}

function holds(file: OpenFile, { process, fd }: Holder): boolean {
  return file.holders.some((holder) => holder.process === process && holder.fd === fd);
}

function giveBack(saved: OpenFile, now: Taken | undefined, copy: number, world: FrozenWorld): void {
  for (const holder of saved.holders) {
    const { process, fd, closeOnExec } = holder;
    // Made in place, it stands there already.
    if (now === undefined && world.hasCopy(process, fd, copy)) continue;
    const kept = now?.file.holders.find((other) => other.process === process && other.fd === fd);
    if (kept === undefined) world.give(process, copy, fd, closeOnExec);
    else if (kept.closeOnExec !== closeOnExec)
      world.hands(process).call('fcntl', fd, setDescriptorFlags, closeOnExec ? 1 : 0);
  }
}

function setFlags(file: OpenFile, copy: number): void {
  fcntl(copy, setStatusFlags, file.info.flags & changeable);
}
