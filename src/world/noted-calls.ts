import { nr } from '../abi/syscalls.js';
import type { Aspect } from '../tracer/changes.js';
import type { Registers } from '../tracer/registers.js';
import type { Thread, TracedProcess } from '../tracer/tracee.js';

const setDeathSignal = 1;
/** PR_GET_*: what only asks. */
const asking = new Set([2, 3, 5, 7, 9, 11, 13, 16, 19, 21, 23, 25, 27, 30, 34, 37, 39, 40, 42]);

interface NotedCall {
  readonly aspect: Aspect;
  /** The argument that is 0 where nothing is changed. */
  readonly unlessZero?: 'rsi' | 'rdi' | 'rdx';
}

const attributes: NotedCall = { aspect: 'attributes' };
const place: NotedCall = { aspect: 'place' };
const irreversible: NotedCall = { aspect: 'irreversible' };

/**
 * Calls by which a process changes what nobody else can see, or not without asking again and
 * again: they are only noted, so that what was read holds until then.
 */
const calls: ReadonlyMap<number, NotedCall> = new Map([
  [nr.rt_sigaction, { aspect: 'actions', unlessZero: 'rsi' }],
  [nr.sigaltstack, { aspect: 'altStack', unlessZero: 'rdi' }],
  [nr.alarm, { aspect: 'timers', unlessZero: 'rdi' }],
  [nr.setitimer, { aspect: 'timers' }],
  [nr.timer_create, { aspect: 'timers' }],
  [nr.prlimit64, { aspect: 'attributes', unlessZero: 'rdx' }],
  [nr.prctl, attributes],
  [nr.setrlimit, attributes],
  [nr.setpriority, attributes],
  [nr.sched_setparam, attributes],
  [nr.sched_setscheduler, attributes],
  [nr.sched_setattr, attributes],
  [nr.sched_setaffinity, attributes],
  [nr.ioprio_set, attributes],
  [nr.personality, attributes],
  [nr.setpgid, attributes],
  [nr.setsid, attributes],
  [nr.setuid, attributes],
  [nr.setgid, attributes],
  [nr.setreuid, attributes],
  [nr.setregid, attributes],
  [nr.setresuid, attributes],
  [nr.setresgid, attributes],
  [nr.setfsuid, attributes],
  [nr.setfsgid, attributes],
  [nr.setgroups, attributes],
  [nr.capset, attributes],
  [nr.setsockopt, { aspect: 'socketOptions' }],
  // To bind a socket to an address of IPv6 sets IPV6_V6ONLY.
  [nr.bind, { aspect: 'socketOptions' }],
  [nr.chdir, place],
  [nr.fchdir, place],
  [nr.chroot, place],
  [nr.umask, place],
  [nr.unshare, irreversible],
  [nr.setns, irreversible],
  [nr.seccomp, irreversible],
] as const);

/** Objects that live in the world and not in a process, and that nobody looks into. */
const objects: ReadonlyMap<number, string> = new Map([
  [nr.shmget, 'shared memory of System V (shm)'],
  [nr.semget, 'semaphores of System V (sem)'],
  [nr.msgget, 'message queues of System V (msg)'],
  [nr.mq_open, 'a POSIX message queue'],
  [nr.memfd_secret, 'secret memory'],
]);

export const notedCalls: readonly number[] = [...calls.keys(), ...objects.keys()];

/** @param everybody the world's processes: limits and groups of others can be set, too */
export function noteCall(
  { process, changes }: Thread,
  registers: Registers,
  everybody: () => readonly TracedProcess[],
): void {
  const number = registers.number('origRax');
  const object = objects.get(number);
  if (object !== undefined) for (const other of everybody()) other.uses.add(object);
  const call = calls.get(number);
  if (call === undefined || onlyAsks(call, number, registers)) return;
  if (number === nr.prctl && registers.int('rdi') === setDeathSignal) process.followsParent = true;
  if (call.aspect === 'altStack') changes.note(call.aspect);
  else if (!byId.has(number)) process.changes.note(call.aspect);
  else for (const other of everybody()) other.changes.note(call.aspect);
}

function onlyAsks({ unlessZero }: NotedCall, number: number, registers: Registers): boolean {
  if (unlessZero !== undefined) return registers.word(unlessZero) === 0n;
  return number === nr.prctl && asking.has(registers.int('rdi'));
}

/** They name whom they mean, or change what others may share. */
const byId: ReadonlySet<number> = new Set([
  nr.prlimit64,
  nr.setpriority,
  nr.sched_setparam,
  nr.sched_setscheduler,
  nr.sched_setattr,
  nr.sched_setaffinity,
  nr.ioprio_set,
  nr.setpgid,
  nr.setsockopt,
  nr.bind,
  nr.chdir,
  nr.fchdir,
  nr.chroot,
  nr.umask,
]);
