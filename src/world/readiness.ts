import { openPorts } from './open-ports.js';
import type { RunClock } from './run-clock.js';
import type { ProgramRun } from './program-run.js';
import { isQuiescent } from './quiescence.js';
import type { TracedProcess } from '../tracer/tracee.js';

/** Without a port of its own, a program that has waited this long has started. */
const silentMs = 300;

/**
 * A condition to be asked again and again until it holds.
 * @returns a function that says whether the program, just started, is ready
 */
export function readinessOf(
  program: ProgramRun,
  clock: RunClock,
  /** All processes of the program, asked anew each time. */
  processes: () => readonly TracedProcess[],
): () => boolean {
  const readiness = program.settings.ready;
  switch (readiness.kind) {
    case 'port':
      return () => openPorts(processes()).has(readiness.port);
    case 'line':
      return lineCondition(new RegExp(readiness.pattern, 'm'), program);
    case 'delay':
      return clock.after(readiness.delayMs);
    case 'auto':
      return autoCondition(clock.after(silentMs), processes);
  }
}

function lineCondition(pattern: RegExp, program: ProgramRun): () => boolean {
  return () => {
    const { stdout, stderr } = program.tails();
    return pattern.test(stdout) || pattern.test(stderr);
  };
}

/** It listens on a port and all of it waits; or it has waited for long. */
function autoCondition(
  isSilentForLong: () => boolean,
  processes: () => readonly TracedProcess[],
): () => boolean {
  return () => {
    const all = processes();
    if (!isQuiescent(all)) return false;
    return openPorts(all).size > 0 || isSilentForLong();
  };
}
