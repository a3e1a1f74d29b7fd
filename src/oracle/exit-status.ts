import type { Settings } from '../model/settings.js';
import type { Termination } from '../model/termination.js';
import type { Verdict } from '../model/verdict.js';
import { signalOfStatus } from './crash-status.js';
import { sutExitCode } from './sut-exit.js';

/** Did the SUT end with an exit code that says that it failed, as a program may under a fault? */
export function exitStatus(termination: Termination, settings: Settings): Verdict | undefined {
  const code = sutExitCode(termination);
  if (code === undefined || code === 0) return undefined;
  if (settings.oracle.allowedExitCodes.includes(code)) return undefined;
  const stopped = termination.reason.kind === 'stopped';
  if (stopped && signalOfStatus(code) === settings.stop.signal) return undefined;
  return { kind: 'failed', code };
}
