import { errno, functionAddress, sigaction, timerCreate, timerSettime } from './ffi.js';
import { waitpid as libcWaitpid } from './ffi.js';
import { errnoName } from '../abi/errno.js';
import { assert, InvariantError } from '../support/assert.js';

const waitAllThreads = 0x40000000; // __WALL
const noHang = 1;
const sigalrm = 14;
const clockMonotonic = 1;
const signalThread = 4; // SIGEV_THREAD_ID

export interface Waited {
  readonly tid: number;
  /** The raw status word of waitpid(2). */
  readonly status: number;
}

const status = Buffer.alloc(4);

/** Wait for this thread to report; nothing else is waited for. */
export function waitFor(tid: number): Waited | 'gone' {
  for (;;) {
    const got = libcWaitpid(tid, status, waitAllThreads);
    if (got > 0) return { tid: got, status: status.readInt32LE(0) };
    const name = errnoName(errno());
    if (name === 'ECHILD') return 'gone';
    if (name !== 'EINTR') throw new InvariantError(`waitpid ${String(tid)}: ${name}`);
  }
}

/** What this thread has reported; undefined when it has not. */
export function pollFor(tid: number): Waited | 'gone' | undefined {
  const got = libcWaitpid(tid, status, waitAllThreads | noHang);
  if (got > 0) return { tid: got, status: status.readInt32LE(0) };
  return got === 0 ? undefined : 'gone';
}

/** What has been reported and not yet fetched; undefined when there is nothing. */
export function pollAny(): Waited | 'gone' | undefined {
  return fetchAny(waitAllThreads | noHang);
}

/**
 * Wait for any tracee, at most about `timeoutMs`. waitpid has no time limit of its own: a
 * POSIX timer interrupts it with SIGALRM. The timer is periodic, because a signal that arrives
 * just before the call starts would be lost.
 */
export function waitAny(timeoutMs: number): Waited | 'gone' | 'timeout' {
  arm(timeoutMs);
  const got = fetchAny(waitAllThreads);
  arm(0);
  return got ?? 'timeout';
}

function fetchAny(flags: number): Waited | 'gone' | undefined {
  const got = libcWaitpid(-1, status, flags);
  if (got > 0) return { tid: got, status: status.readInt32LE(0) };
  if (got === 0) return undefined;
  const name = errnoName(errno());
  if (name === 'ECHILD') return 'gone';
  if (name === 'EINTR') return undefined;
  throw new InvariantError(`waitpid: ${name}`);
}

let timer: bigint | undefined;
const setting = Buffer.alloc(32);
const periodMs = 1;

function arm(timeoutMs: number): void {
  timer ??= createTimer();
  writeTime(timeoutMs, 16);
  // A period of nanoseconds would be a storm of signals in which this thread never gets on.
  writeTime(timeoutMs === 0 ? 0 : Math.max(timeoutMs, periodMs), 0);
  assert(timerSettime(timer, 0, setting, null) === 0, 'timer_settime', { errno: errno() });
}

function writeTime(ms: number, offset: number): void {
  // Rounded up: no time at all would disarm the timer.
  const nanoseconds = Math.ceil(ms * 1e6);
  setting.writeBigInt64LE(BigInt(Math.floor(nanoseconds / 1e9)), offset);
  setting.writeBigInt64LE(BigInt(nanoseconds % 1e9), offset + 8);
}

function createTimer(): bigint {
  installHarmlessHandler();
  const event = Buffer.alloc(64);
  event.writeInt32LE(sigalrm, 8);
  event.writeInt32LE(signalThread, 12);
  event.writeInt32LE(process.pid, 16); // the main thread's tid is the pid
  const made = Buffer.alloc(8);
  assert(timerCreate(clockMonotonic, event, made) === 0, 'timer_create', { errno: errno() });
  return made.readBigUInt64LE(0);
}

/**
 * SIGALRM must have a handler, or it ends the process; a JavaScript function cannot be one.
 * abs(3) takes an int, touches nothing, and returns: the perfect handler.
 */
function installHarmlessHandler(): void {
  const action = Buffer.alloc(152);
  action.writeBigUInt64LE(functionAddress('abs'), 0);
  assert(sigaction(sigalrm, action, null) === 0, 'sigaction', { errno: errno() });
}
