import { resolve } from 'node:path';
import { nr } from '../abi/syscalls.js';
import { linkTarget } from '../kernel/procfs.js';
import { readMemory } from '../kernel/process-memory.js';
import type { RegisterName, Registers } from '../tracer/registers.js';
import type { Thread } from '../tracer/tracee.js';
import { worldRoot } from './file-system.js';
import { isListing, namedPaths, type NamedPath } from './path-calls.js';

const pathBytesMax = 4096;
/** Nearly all paths are shorter. */
const usualBytes = 256;

/**
 * Takes note of the files that programs look for, whether there are such or not: absolute paths
 * as the programs see them. A directory that is listed ends in a slash.
 */
export class FileLookups {
  private readonly known = new Set<string>();
  private fresh: string[] = [];
  /** Absolute paths as they were named: interpreters look for the same ones again in every run. */
  private readonly named = new Set<string>();
  /** Whether the same path may mean another file to another process. */
  private hasRoots = false;

  get all(): ReadonlySet<string> {
    return this.known;
  }

  /** What has not been told before. */
  takeNew(): readonly string[] {
    const { fresh } = this;
    if (fresh.length > 0) this.fresh = [];
    return fresh;
  }

  /** A thread stands before a call. */
  before(thread: Thread, registers: Registers): void {
    const call = registers.number('origRax');
    if (call === nr.chroot) this.hasRoots = true;
    if (isListing(call)) this.note(listed(thread, registers));
    else for (const where of namedPaths(call)) this.look(thread, registers, where);
  }

  private look(thread: Thread, registers: Registers, where: NamedPath): void {
    const name = nameAt(thread.tid, registers.number(where.path));
    if (name === undefined || (!this.hasRoots && this.named.has(name))) return;
    if (name.startsWith('/')) this.named.add(name);
    this.note(absolute(thread, registers, name, where.directory));
  }

  private note(path: string | undefined): void {
    if (path === undefined || this.known.has(path)) return;
    this.known.add(path);
    this.fresh.push(path);
  }
}

function listed({ tid }: Thread, registers: Registers): string | undefined {
  const target = linkTarget(tid, `fd/${String(registers.int('rdi'))}`);
  if (target?.startsWith('/') !== true) return undefined;
  const path = inWorld(target);
  return path.endsWith('/') ? path : `${path}/`;
}

function nameAt(tid: number, address: number): string | undefined {
  const usual = textIn(readMemory(tid, address, usualBytes));
  const name = usual ?? textIn(readMemory(tid, address, pathBytesMax));
  return name === '' ? undefined : name;
}

function textIn(bytes: Buffer): string | undefined {
  const end = bytes.indexOf(0);
  return end < 0 ? undefined : bytes.toString('utf8', 0, end);
}

function absolute(
  { tid }: Thread,
  registers: Registers,
  name: string,
  directory: RegisterName | undefined,
): string | undefined {
  const fd = directory === undefined ? -1 : registers.int(directory);
  const base = name.startsWith('/') ? 'root' : fd < 0 ? 'cwd' : `fd/${String(fd)}`;
  const from = linkTarget(tid, base);
  if (from === undefined) return undefined;
  // What is above a directory is not what stands before it where that is a symbolic link.
  const named = `${from === '/' ? '' : from}/${name}`;
  return inWorld(name.includes('..') ? named.replace(/\/+$/, '') : resolve(named));
}

/** The worker sees the world's root where it was made. */
function inWorld(path: string): string {
  return path.startsWith(worldRoot) ? path.slice(worldRoot.length) || '/' : path;
}
