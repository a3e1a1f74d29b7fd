import { errnoName } from '../abi/errno.js';
import { signalSets } from '../kernel/procfs.js';
import { seccompFilter } from '../kernel/seccomp-filter.js';
import type { ProgramSettings } from '../model/settings.js';
import type { Puppet, Refusal } from '../tracer/puppet.js';
import type { Thread } from '../tracer/tracee.js';
import type { Enclosure } from './enclosure.js';
import type { CapturedStream } from './output.js';
import { WorldRefused } from './refusal.js';

const noAddressRandomisation = 0x0040000; // ADDR_NO_RANDOMIZE
const setNoNewPrivs = 38;
const setModeFilter = 1;
const setSignalMask = 2;
const closeAll = 0xffffffff;

export interface Launch {
  readonly program: ProgramSettings;
  readonly stdout: CapturedStream;
  readonly stderr: CapturedStream;
  /** System calls to stop at; none for programs that are only watched. */
  readonly watched: readonly number[];
}

/**
 * Start a program in the world, up to its exec.
 * @returns the thread, stopped at PTRACE_EVENT_EXEC; or what the kernel refused
 */
export function launch(enclosure: Enclosure, request: Launch): Thread | Refusal {
  const { program } = request;
  const child = enclosure.init.fork(program.name);
  if ('errno' in child) return child;
  const refused = prepare(enclosure, child, request) ?? execve(child, program);
  if (refused === undefined) return child.thread;
  child.end();
  return refused;
}

function prepare(enclosure: Enclosure, child: Puppet, request: Launch): Refusal | undefined {
  const { program, stdout, stderr } = request;
  resetSignals(child);
  child.call('setsid');
  child.call('personality', noAddressRandomisation);
  child.call('dup2', stdout.fdInInit, 1);
  child.call('dup2', stderr.fdInInit, 2);
  if (enclosure.root !== undefined) child.call('chroot', enclosure.root);
  const refused = enterDirectory(child, program) ?? openInput(child, program);
  if (refused !== undefined) return refused;
  installFilter(enclosure, child, request.watched);
  child.call('close_range', 3, closeAll, 0);
  return changeUser(child, program);
}

/** The init's ignored signals must not be inherited: Node itself ignores SIGPIPE. */
function resetSignals(child: Puppet): void {
  const ignored = signalSets(child.pid)?.ignored ?? 0n;
  for (let signal = 1; signal <= 64; signal++)
    if (((ignored >> BigInt(signal - 1)) & 1n) === 1n)
      child.call('rt_sigaction', signal, Buffer.alloc(32), 0, 8);
  child.call('rt_sigprocmask', setSignalMask, Buffer.alloc(8), 0, 8);
}

function enterDirectory(child: Puppet, program: ProgramSettings): Refusal | undefined {
  return refusalOf(child.attempt('chdir', program.cwd));
}

function openInput(child: Puppet, program: ProgramSettings): Refusal | undefined {
  const fd = child.attempt('open', program.stdin, 0, 0);
  if (typeof fd !== 'number') return fd;
  if (fd === 0) return undefined;
  return refusalOf(child.attempt('dup2', fd, 0));
}

/**
 * Inside its own user namespace the child may install a filter without giving up set-user-id
 * programs; outside it must promise no_new_privs first (seccomp(2)).
 */
function installFilter(enclosure: Enclosure, child: Puppet, watched: readonly number[]): void {
  if (!enclosure.sealed) child.call('prctl', setNoNewPrivs, 1, 0, 0, 0);
  const filter = seccompFilter(watched);
  const program = Buffer.alloc(16);
  program.writeUInt16LE(filter.length / 8, 0);
  child.begin();
  program.writeBigUInt64LE(BigInt(child.place(filter)), 8);
  const result = child.callPlaced('seccomp', setModeFilter, 0, child.place(program));
  if (result < 0) throw new WorldRefused('seccomp', errnoName(-result), 'install a filter');
}

function changeUser(child: Puppet, { uid }: ProgramSettings): Refusal | undefined {
  if (uid === undefined || uid === process.geteuid?.()) return undefined;
  child.call('setgroups', 0, 0);
  return refusalOf(child.attempt('setgid', uid)) ?? refusalOf(child.attempt('setuid', uid));
}

function execve(child: Puppet, program: ProgramSettings): Refusal | undefined {
  child.begin();
  const path = child.place(cString(program.file));
  const argv = placeStrings(child, program.argv);
  const environment = Object.entries(program.env).map(([key, value]) => `${key}=${value}`);
  const envp = placeStrings(child, environment);
  const result = child.callPlaced('execve', path, argv, envp);
  return result < 0 ? { call: 'execve', errno: errnoName(-result) } : undefined;
}

function placeStrings(child: Puppet, strings: readonly string[]): number {
  const pointers = Buffer.alloc((strings.length + 1) * 8);
  strings.forEach((text, i) => {
    pointers.writeBigUInt64LE(BigInt(child.place(cString(text))), i * 8);
  });
  return child.place(pointers);
}

function cString(text: string): Buffer {
  return Buffer.from(`${text}\0`);
}

function refusalOf(result: number | Refusal): Refusal | undefined {
  return typeof result === 'number' ? undefined : result;
}
