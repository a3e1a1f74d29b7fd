import { constants } from 'node:os';
import type { Settings } from '../model/settings.js';
import type { Termination } from '../model/termination.js';
import type { Verdict } from '../model/verdict.js';
import { sutExitCode } from './sut-exit.js';

/**
 * Does the SUT's exit code say that a signal ended a program that it waited for? Shells report
 * 128 + the signal's number (134 an abort, 139 a segmentation fault; paper, section 4.1.1).
 */
export function crashStatus(termination: Termination, settings: Settings): Verdict | undefined {
  const code = sutExitCode(termination);
  if (code === undefined || settings.oracle.allowedExitCodes.includes(code)) return undefined;
  const signal = signalOfStatus(code);
  if (signal === undefined) return undefined;
  const stopped = termination.reason.kind === 'stopped' && signal === settings.stop.signal;
  return stopped ? undefined : { kind: 'crash-status', code, signal };
}

/** The signal that a shell-style exit code stands for; undefined when it stands for none. */
export function signalOfStatus(code: number): string | undefined {
  return signalNames.get(code - 128);
}

/** Some numbers have two names (SIGIOT is SIGABRT, SIGPOLL is SIGIO); one is the usual one. */
const signalNames: ReadonlyMap<number, string> = new Map(
  Object.entries(constants.signals)
    .filter(([name]) => name !== 'SIGIOT' && name !== 'SIGPOLL')
    .map(([name, number]) => [number, name]),
);
