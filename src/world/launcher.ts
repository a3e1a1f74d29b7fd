import type { StoppedCall } from '../kernel/call-condition.js';
import { signalSets, signalsIn } from '../kernel/signal-sets.js';
import { seccompFilter } from '../kernel/seccomp-filter.js';
import type { ProgramSettings, TimeMode } from '../model/settings.js';
import { callStubReturn } from '../tracer/vdso-page.js';
import { may, must, type Puppet, type PuppetCall, type Refusal } from '../tracer/puppet.js';
import type { Structure } from '../tracer/scratch.js';
import type { Thread } from '../tracer/tracee.js';
import type { Enclosure } from './enclosure.js';
import type { CapturedStream } from './output.js';

const noAddressRandomisation = 0x0040000; // ADDR_NO_RANDOMIZE
const setNoNewPrivs = 38;
const setModeFilter = 1;
const setSignalMask = 2;
const closeAll = 0xffffffff;
const limitCore = 4;
const defaultAction = Buffer.alloc(32);

interface Launch {
  readonly program: ProgramSettings;
  readonly stdout: CapturedStream;
  readonly stderr: CapturedStream;
  /** System calls to stop at. */
  readonly watched: readonly StoppedCall[];
  readonly time: TimeMode;
}

/**
 * Start a program in the world, up to its exec.
 * @returns the thread, stopped at PTRACE_EVENT_EXEC; or what the kernel refused
 */
export function launch(enclosure: Enclosure, request: Launch): Thread | Refusal {
  const child = enclosure.init.fork(request.program.name);
  if ('errno' in child) return child;
  const refused = child.sequence([
    ...freshProcess(child),
    ...surroundings(enclosure, request),
    ...filter(enclosure, request),
    ...user(request.program),
    must('execve', request.program.file, request.program.argv, environment(request.program)),
  ]);
  if (refused === undefined) return child.thread;
  child.end();
  return refused;
}

/** What a process has from its parent and a program must not have from ours. */
function freshProcess(child: Puppet): readonly PuppetCall[] {
  return [
    ...ignoredSignals(child).map((signal) => may('rt_sigaction', signal, defaultAction, 0, 8)),
    may('rt_sigprocmask', setSignalMask, Buffer.alloc(8), 0, 8),
    may('setsid'),
    may('personality', noAddressRandomisation),
    // A limit of 1 byte, and not 0, is what also keeps a pipe in core_pattern from being fed
    // (core(5)): the host's crash handler must not hear of our crashes.
    may('prlimit64', 0, limitCore, oneByteLimit(), 0),
  ];
}

/** The init's ignored signals would be inherited: Node itself ignores SIGPIPE. */
function ignoredSignals(child: Puppet): readonly number[] {
  return signalsIn(signalSets(child.pid)?.ignored ?? 0n);
}

function oneByteLimit(): Buffer {
  const limit = Buffer.alloc(16);
  limit.writeBigUInt64LE(1n, 0);
  limit.writeBigUInt64LE(1n, 8);
  return limit;
}

function surroundings(enclosure: Enclosure, request: Launch): readonly PuppetCall[] {
  const { program, stdout, stderr } = request;
  return [
    may('dup2', stdout.fdInInit, 1),
    may('dup2', stderr.fdInInit, 2),
    ...(enclosure.root === undefined ? [] : [must('chroot', enclosure.root)]),
    must('chdir', program.cwd),
    // The lowest free descriptor is 0 once it is closed, and all above 2 go after it.
    may('close', 0),
    must('open', program.stdin, 0, 0),
    may('close_range', 3, closeAll, 0),
  ];
}

/**
 * Inside its own user namespace the child may install a filter without giving up set-user-id
 * programs; outside it must promise no_new_privs first (seccomp(2)).
 */
function filter(enclosure: Enclosure, request: Launch): readonly PuppetCall[] {
  const install = must('seccomp', setModeFilter, 0, filterProgram(request));
  return enclosure.sealed ? [install] : [must('prctl', setNoNewPrivs, 1, 0, 0, 0), install];
}

/** struct sock_fprog: how many instructions, and where. */
function filterProgram({ watched, time }: Launch): Structure {
  return (place) => {
    const instructions = seccompFilter(watched, callStubReturn, time);
    const program = Buffer.alloc(16);
    program.writeUInt16LE(instructions.length / 8, 0);
    program.writeBigUInt64LE(BigInt(place(instructions)), 8);
    return program;
  };
}

function user({ uid }: ProgramSettings): readonly PuppetCall[] {
  if (uid === undefined || uid === process.geteuid?.()) return [];
  return [must('setgroups', 0, 0), must('setgid', uid), must('setuid', uid)];
}

function environment({ env }: ProgramSettings): readonly string[] {
  return Object.entries(env).map(([key, value]) => `${key}=${value}`);
}
