import type { Settings } from '../model/settings.js';
import type { Crash, ProgramEnd, Termination } from '../model/termination.js';
import type { Verdict } from '../model/verdict.js';

/** Signals by which a program does not end unless something is wrong with it (signal(7), Core). */
const coreSignals: ReadonlySet<string> = new Set([
  'SIGABRT',
  'SIGBUS',
  'SIGFPE',
  'SIGILL',
  'SIGQUIT',
  'SIGSEGV',
  'SIGSYS',
  'SIGTRAP',
  'SIGXCPU',
  'SIGXFSZ',
]);

/** Did a fatal signal end any process of the world? The SUT's processes are asked first. */
export function fatalSignal(termination: Termination, settings: Settings): Verdict | undefined {
  const seen = termination.crashes.filter(
    ({ role, signal }) => role !== 'sut' || !wasAsked(termination, settings, signal),
  );
  // What a probe makes of an answer is no crash of the server's: it did not get what it should.
  const crashes = [...seen, ...unseenCrashes(termination, settings)].filter(
    ({ role }) => role !== 'probe',
  );
  const crash = crashes.find(({ role }) => role === 'sut') ?? crashes[0];
  return crash && { kind: 'crashed', crash };
}

/** Programs that a signal ended although no crash was noticed: SIGKILL cannot be seen coming. */
function unseenCrashes(termination: Termination, settings: Settings): readonly Crash[] {
  return termination.programs.flatMap((program) => {
    const signal = crashSignal(program, termination, settings);
    if (signal === undefined) return [];
    return [{ role: program.role, program: program.program, process: 1, signal, stack: [] }];
  });
}

function crashSignal(
  { role, status }: ProgramEnd,
  termination: Termination,
  settings: Settings,
): string | undefined {
  if (status?.kind !== 'signaled') return undefined;
  if (coreSignals.has(status.signal)) return status.signal;
  // Peers, drivers, and a SUT that ran into a limit are killed by the world itself.
  const onItsOwn = termination.reason.kind === 'sut-ended' || termination.reason.kind === 'stopped';
  if (role !== 'sut' || !onItsOwn) return undefined;
  return wasAsked(termination, settings, status.signal) ? undefined : status.signal;
}

/** A server that dies by the signal that asks it to stop has stopped. */
function wasAsked({ reason }: Termination, settings: Settings, signal: string): boolean {
  const asked = reason.kind === 'stopped' || reason.kind === 'did-not-stop';
  return asked && signal === settings.stop.signal;
}
