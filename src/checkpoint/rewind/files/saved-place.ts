import { readlinkSync } from 'node:fs';
import { readProc } from '../../../kernel/procfs.js';
import type { TracedProcess } from '../../../tracer/tracee.js';
import type { FrozenWorld } from '../frozen-world.js';
import { refuse } from '../refusal.js';

/** A process's root and working directory and its umask (proc_pid_cwd(5)). */
export class SavedPlace {
  private constructor(
    private readonly process: TracedProcess,
    private readonly root: string,
    private readonly directory: string,
    private readonly mask: number,
  ) {}

  static capture(process: TracedProcess): SavedPlace {
    return new SavedPlace(process, link(process, 'root'), link(process, 'cwd'), maskOf(process));
  }

  /** Files are back already. */
  restore(world: FrozenWorld): void {
    const { process, root, directory, mask } = this;
    if (link(process, 'root') !== root) refuse('a change of the root directory');
    if (link(process, 'cwd') !== directory) this.goBack(world);
    if (maskOf(process) !== mask) world.hands(process).call('umask', mask);
  }

  private goBack(world: FrozenWorld): void {
    const { process, root, directory } = this;
    const path = root === '/' ? directory : directory.slice(root.length) || '/';
    const isBelow = directory.startsWith(root);
    const done = isBelow && world.hands(process).call('chdir', Buffer.from(`${path}\0`)) === 0;
    if (!done || link(process, 'cwd') !== directory) refuse('a working directory that is gone');
  }
}

function link(process: TracedProcess, name: string): string {
  try {
    return readlinkSync(`/proc/${String(anyThread(process))}/${name}`);
  } catch {
    refuse('a process that is gone');
  }
}

function maskOf(process: TracedProcess): number {
  const status = readProc(`/proc/${String(anyThread(process))}/status`) ?? '';
  return parseInt(/^Umask:\t(\d+)/m.exec(status)?.[1] ?? '0', 8);
}

/** Of a process whose main thread has ended the others must be asked. */
function anyThread({ pid, threads }: TracedProcess): number {
  return threads.has(pid) ? pid : (threads.keys().next().value ?? pid);
}
