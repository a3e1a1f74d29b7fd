import type { Readiness } from '../model/settings.js';
import { openPorts } from './listeners.js';
import type { ProgramRun } from './program-run.js';
import { isQuiescent } from './quiescence.js';
import type { TracedProcess } from '../tracer/tracee.js';

/** Without a port of its own, a program that has waited this long has started. */
const silentMs = 300;

/** What readiness is judged by, of the program's world. */
interface Surroundings {
  /** A process in the world's network. */
  readonly networkPid: number;
  /** All processes of the program. */
  family(): readonly TracedProcess[];
}

/**
 * A condition to be asked again and again until it holds.
 * @returns a function that says whether the program, just started, is ready
 */
export function readinessOf(
  readiness: Readiness,
  program: ProgramRun,
  surroundings: Surroundings,
): () => boolean {
  const startedAt = performance.now();
  switch (readiness.kind) {
    case 'port':
      return () => openPorts(surroundings.networkPid).has(readiness.port);
    case 'line':
      return lineCondition(new RegExp(readiness.pattern, 'm'), program);
    case 'delay':
      return () => performance.now() - startedAt >= readiness.delayMs;
    case 'auto':
      return autoCondition(startedAt, surroundings);
  }
}

function lineCondition(pattern: RegExp, program: ProgramRun): () => boolean {
  return () => {
    const { stdout, stderr } = program.tails();
    return pattern.test(stdout) || pattern.test(stderr);
  };
}

/** It listens on a port that nobody listened on before, and all of it waits; or waits for long. */
function autoCondition(startedAt: number, surroundings: Surroundings): () => boolean {
  const before = openPorts(surroundings.networkPid);
  return () => {
    if (!isQuiescent(surroundings.family())) return false;
    if (performance.now() - startedAt >= silentMs) return true;
    return [...openPorts(surroundings.networkPid)].some((port) => !before.has(port));
  };
}
