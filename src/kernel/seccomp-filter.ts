import { nr } from '../abi/syscalls.js';
import type { TimeMode } from '../model/settings.js';
import { allow, encode, fail, op, type Instruction } from './bpf.js';
import { answerTo, type StoppedCall } from './call-condition.js';

const auditArchX8664 = 0xc000003e;
const offset = { nr: 0, arch: 4, from: 8, fromHigh: 12 } as const;
const high = 2 ** 32;
const enosys = 38;

/**
 * A filter that stops the tracee at the given calls and answers ENOSYS to io_uring_setup, whose
 * rings would move data past every filter (programs fall back to plain calls). Some calls are
 * stopped only where their arguments say so. Calls of a foreign architecture (int 0x80) pass
 * unseen.
 * @param exempt calls that return to this address are not stopped
 * @returns struct sock_filter[] in memory order
 */
export function seccompFilter(
  watched: readonly StoppedCall[],
  exempt: number,
  time: TimeMode = 'real',
): Buffer {
  const program: Instruction[] = [
    [op.load, 0, 0, offset.arch],
    [op.jumpIfEqual, 1, 0, auditArchX8664],
    allow,
    [op.load, 0, 0, offset.from],
    [op.jumpIfEqual, 0, 3, exempt % high],
    [op.load, 0, 0, offset.fromHigh],
    [op.jumpIfEqual, 0, 1, Math.floor(exempt / high)],
    allow,
    [op.load, 0, 0, offset.nr],
    [op.jumpIfEqual, 0, 1, nr.io_uring_setup],
    fail(enosys),
  ];
  for (const stopped of watched) {
    const call = typeof stopped === 'object' ? stopped.call : stopped;
    const answer = answerTo(stopped, time);
    program.push([op.jumpIfEqual, 0, answer.length, call], ...answer);
  }
  return encode([...program, allow]);
}
