import { closeSync, openSync } from 'node:fs';
import { addressOf, pipe2, close, posixSpawn, spawnActionsDestroy } from './ffi.js';
import { spawnActionsDup, spawnActionsInit } from './ffi.js';
import { errnoName } from '../abi/errno.js';
import { assert } from '../support/assert.js';

const closeOnExec = 0o2000000;

/** A process that waits on its standard input and ends when this process does. */
export interface WaitingProcess {
  readonly pid: number;
  /** Closing it ends the process. */
  readonly leash: number;
}

/**
 * Start a program that does nothing but wait for its standard input to close. posix_spawn, not
 * child_process: libuv reaps its own children and would swallow their ptrace stops.
 * @returns the errno name when it cannot be started
 */
export function spawnWaiting(path: string): WaitingProcess | string {
  const fds = Buffer.alloc(8);
  assert(pipe2(fds, closeOnExec) === 0, 'pipe2');
  const [readEnd, leash] = [fds.readInt32LE(0), fds.readInt32LE(4)];
  const pid = Buffer.alloc(4);
  const failed = spawnWithInput(path, readEnd, pid);
  close(readEnd);
  if (failed === 0) return { pid: pid.readInt32LE(0), leash };
  close(leash);
  return errnoName(failed);
}

function spawnWithInput(path: string, input: number, pid: Buffer): number {
  // Node marks its own 0, 1 and 2 close-on-exec; a program without them ends or misbehaves.
  const sink = openSync('/dev/null', 'r+');
  const actions = Buffer.alloc(128);
  spawnActionsInit(actions);
  [input, sink, sink].forEach((fd, target) => spawnActionsDup(actions, fd, target));
  const name = Buffer.from(`${path}\0`);
  const argv = Buffer.alloc(16);
  argv.writeBigUInt64LE(addressOf(name), 0);
  const failed = posixSpawn(pid, path, actions, null, argv, Buffer.alloc(8));
  spawnActionsDestroy(actions);
  closeSync(sink);
  return failed;
}

export function releaseLeash(waiting: WaitingProcess): void {
  close(waiting.leash);
}
