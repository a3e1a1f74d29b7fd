import type { Stop, StoppedProcess, StopReason } from '../../model/stop.js';
import type { Thread, TracedProcess } from '../../tracer/tracee.js';
import type { ProgramSet } from '../program-set.js';

/** What is told of a world that stands still. */
export function stopOf(
  why: StopReason,
  { tid, process }: Thread,
  programs: ProgramSet,
  init: number,
): Stop {
  const processes = programs.processes().map((one) => stoppedProcess(one, programs));
  return { why, pid: process.pid, tid, processes, init };
}

function stoppedProcess(process: TracedProcess, programs: ProgramSet): StoppedProcess {
  const { role, name } = programs.programOf(process).settings;
  const threads = [...process.threads.values()]
    .filter(({ state }) => state === 'stopped')
    .map(({ tid }) => tid);
  return { role, program: name, process: process.index, pid: process.pid, threads };
}
