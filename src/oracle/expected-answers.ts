import { exitLabel, type ProgramEnd, type Termination } from '../model/termination.js';

/** What a probe gets of a server that had no fault. */
export interface ExpectedAnswer {
  readonly program: string;
  readonly exit: string;
  /** Absent where it is not the same each time. */
  readonly stdout?: string;
}

/** What the probes got in two runs without a fault; nothing where the server ended before them. */
export function expectedAnswers(
  first: Termination,
  second: Termination,
): readonly ExpectedAnswer[] {
  return probesOf(first).map(({ program, status, stdout }) => {
    const again = probesOf(second).find((end) => end.program === program)?.stdout;
    const exit = exitLabel(status);
    return again === stdout ? { program, exit, stdout } : { program, exit };
  });
}

export function probesOf({ programs }: Termination): readonly ProgramEnd[] {
  return programs.filter(({ role }) => role === 'probe');
}
