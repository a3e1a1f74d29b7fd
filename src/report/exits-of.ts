import { exitLabel, type Termination } from '../model/termination.js';

/** How each program of a run ended, by its name: `exit 1`, `SIGSEGV`, `running`. */
export function exitsOf(termination: Termination): Readonly<Record<string, string>> {
  const entries = termination.programs.map(({ program, status }) => {
    return [program, exitLabel(status)] as const;
  });
  return Object.fromEntries(entries);
}
