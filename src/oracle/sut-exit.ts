import type { Termination } from '../model/termination.js';

/** The SUT's exit code; undefined while it ran, and when a signal ended it. */
export function sutExitCode(termination: Termination): number | undefined {
  const status = termination.programs.find(({ role }) => role === 'sut')?.status;
  return status?.kind === 'exited' ? status.code : undefined;
}
