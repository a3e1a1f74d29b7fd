import type { StopCondition } from '../model/stop.js';
import type { Termination } from '../model/termination.js';
import type { Verdict } from '../model/verdict.js';

/**
 * Where a run that came to this verdict can be stopped so that the processes still are as the
 * verdict finds them; undefined where nothing is wrong.
 */
export function whereItShows(
  verdict: Verdict,
  { programs, reason }: Termination,
): StopCondition | undefined {
  if (verdict.kind === 'passed' || verdict.kind === 'diverged') return undefined;
  // Of a crash that was seen coming the stack is known.
  if (verdict.kind === 'crashed' && verdict.crash.stack.length > 0) {
    const { signal, process } = verdict.crash;
    return { kind: 'signal', signal, process };
  }
  const role = verdict.kind === 'crashed' ? verdict.crash.role : 'sut';
  const about = programs.find((program) => program.role === role);
  const hasEnded = reason.kind === 'sut-ended' || reason.kind === 'stopped';
  if (!hasEnded || about === undefined) return { kind: 'end' };
  return { kind: 'exit', program: about.program };
}
