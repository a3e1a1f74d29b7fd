import type { Stop, StopReason, StoppedProcess } from '../model/stop.js';
import { printableLine } from './printable.js';

/** Where a world stands still, in one line: why, and in which process of how many. */
export function stopText({ why, pid, tid, processes }: Stop): string {
  const about = processes.find((process) => process.pid === pid);
  if (about === undefined) return `stopped ${reasonText(why)}`;
  const which = about.threads.indexOf(tid) + 1;
  const threads = about.threads.length === 1 ? '' : `, thread ${String(which)}`;
  const others = processes.length - 1;
  const rest = others === 0 ? '' : `; ${String(others)} more of its world`;
  return `stopped ${reasonText(why)}: ${processText(about)}${threads}${rest}`;
}

function processText({ program, process, pid }: StoppedProcess): string {
  return `${printableLine(program)}, process ${String(process)} (pid ${String(pid)} here)`;
}

function reasonText(why: StopReason): string {
  switch (why.kind) {
    case 'choice':
      return `before choice point ${why.point}`;
    case 'signal':
      return `before ${why.signal} ends it`;
    case 'exit':
      return `before it exits with ${String(why.code)}`;
    case 'end':
      return 'where the run has ended';
  }
}
