import type { Stop, StopReason, StoppedProcess } from '../model/stop.js';
import { printableLine } from './printable.js';

/** Where a world stands still, in one line: why, and in which process. */
export function stopText({ why, pid, tid, processes }: Stop): string {
  const about = processes.find((process) => process.pid === pid);
  if (about === undefined) return 'stopped';
  const which = String(about.threads.indexOf(tid) + 1);
  const thread = about.threads.length === 1 ? '' : `, thread ${which}`;
  return `stopped ${placeText(why, about)}${thread}`;
}

function placeText(why: StopReason, about: StoppedProcess): string {
  const { program, process, pid } = about;
  const who = `${printableLine(program)}, process ${String(process)} (pid ${String(pid)} here)`;
  switch (why.kind) {
    case 'choice':
      return `before choice point ${why.point}: ${who}`;
    case 'signal':
      return `before ${why.signal} ends ${who}`;
    case 'exit':
      return `before the exit with ${String(why.code)}: ${who}`;
    case 'end':
      return `where the run has ended: ${who}`;
  }
}
