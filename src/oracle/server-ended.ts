import type { Settings } from '../model/settings.js';
import type { Termination } from '../model/termination.js';
import type { Verdict } from '../model/verdict.js';
import { sutExitCode } from './sut-exit.js';

/**
 * Did a server end by itself while clients used it? A server that gives up before its drivers
 * start only failed, and one that may end after its work has the exit code among those allowed.
 * @param mustLive without a fault it served on: 0 says nothing then
 */
export function serverEnded(
  termination: Termination,
  settings: Settings,
  mustLive: boolean,
): Verdict | undefined {
  const code = sutExitCode(termination);
  if (settings.drivers.length === 0 || termination.reason.kind !== 'sut-ended') return undefined;
  const inUse = termination.programs.some(({ role }) => role === 'driver');
  if (!inUse || code === undefined) return undefined;
  const allowed = settings.oracle.allowedExitCodes.includes(code);
  return allowed && !(mustLive && code === 0) ? undefined : { kind: 'server-ended', code };
}
