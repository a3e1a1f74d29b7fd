import { readProc } from '../../../kernel/procfs.js';
import type { TracedProcess } from '../../../tracer/tracee.js';

const deleted = ' (deleted)';

/** The files that processes share memory with, looked up when somebody asks (mmap(2)). */
export class MappedFiles {
  private names: ReadonlySet<string> | undefined;

  constructor(private readonly processes: readonly TracedProcess[]) {}

  /** @param path as init knows it */
  isShared(path: string): boolean {
    return this.all().has(path);
  }

  /** Whether memory refers to a file that had this name and has none any more. */
  isLost(path: string): boolean {
    return this.all().has(path + deleted);
  }

  private all(): ReadonlySet<string> {
    this.names ??= new Set(this.processes.flatMap(({ pid }) => sharedNames(pid)));
    return this.names;
  }
}

function sharedNames(pid: number): readonly string[] {
  const maps = readProc(`/proc/${String(pid)}/maps`) ?? '';
  return [...maps.matchAll(/^\S+ ..\Ss .*? (\/.*)$/gm)].map(([, name = '']) => name);
}
