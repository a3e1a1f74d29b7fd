import type { TracedProcess } from '../../../tracer/tracee.js';
import { refuse } from '../refusal.js';

/** What the world has and nobody can look into is neither saved nor undone. */
export function mustUseNothingUnseen(processes: readonly TracedProcess[]): void {
  for (const { uses } of processes) for (const object of uses) refuse(object);
}
