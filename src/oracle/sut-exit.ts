import type { ExitStatus, Termination } from '../model/termination.js';

/** How the SUT's first process ended; undefined while it was still running. */
export function sutStatus(termination: Termination): ExitStatus | undefined {
  return termination.programs.find(({ role }) => role === 'sut')?.status;
}

/** The SUT's exit code; undefined when a signal ended it or the world did. */
export function sutExitCode(termination: Termination): number | undefined {
  const status = sutStatus(termination);
  return status?.kind === 'exited' ? status.code : undefined;
}
