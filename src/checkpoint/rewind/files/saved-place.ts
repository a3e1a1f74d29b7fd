import { readlinkSync } from 'node:fs';
import type { TracedProcess } from '../../../tracer/tracee.js';
import type { FrozenWorld } from '../frozen-world.js';
import { refuse } from '../refusal.js';
import { Remembered } from '../remembered.js';

interface Place {
  readonly root: string;
  readonly directory: string;
  readonly mask: number;
  /** What had been done to files when it was read: directories can be renamed and removed. */
  readonly writing: number;
}

const known = new Remembered<Place>('place');

/** A process's root and working directory and its umask (proc_pid_cwd(5)). */
export class SavedPlace {
  private constructor(
    private readonly process: TracedProcess,
    private readonly then: Place,
  ) {}

  static capture(process: TracedProcess, world: FrozenWorld): SavedPlace {
    return new SavedPlace(process, placeOf(process, world));
  }

  /** Files are back already. */
  restore(world: FrozenWorld): void {
    const { process, then } = this;
    const now = placeOf(process, world);
    if (now === then) return;
    if (now.root !== then.root) refuse('a change of the root directory');
    if (now.directory !== then.directory) this.goBack(world);
    if (now.mask !== then.mask) world.hands(process).call('umask', then.mask);
    known.set(process, process.changes, { ...then, writing: now.writing });
  }

  private goBack(world: FrozenWorld): void {
    const { process } = this;
    const { root, directory } = this.then;
    const path = root === '/' ? directory : directory.slice(root.length) || '/';
    const isBelow = directory.startsWith(root);
    const done = isBelow && world.hands(process).call('chdir', Buffer.from(`${path}\0`)) === 0;
    if (!done || link(process, 'cwd') !== directory) refuse('a working directory that is gone');
  }
}

function placeOf(process: TracedProcess, world: FrozenWorld): Place {
  const { generation: writing } = world.written;
  const place = known.of(process, process.changes);
  if (place?.writing === writing) return place;
  return known.set(process, process.changes, {
    root: link(process, 'root'),
    directory: link(process, 'cwd'),
    mask: maskOf(process),
    writing,
  });
}

function link(process: TracedProcess, name: string): string {
  try {
    return readlinkSync(`/proc/${String(process.anyThread().tid)}/${name}`);
  } catch {
    refuse('a process that is gone');
  }
}

function maskOf(process: TracedProcess): number {
  const status = process.anyThread().files.status ?? '';
  return parseInt(/^Umask:\t(\d+)/m.exec(status)?.[1] ?? '0', 8);
}
