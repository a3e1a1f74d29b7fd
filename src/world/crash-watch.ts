import { hasSignal, signalSets } from '../kernel/signal-sets.js';
import { isFatalByDefault, signalName } from '../abi/signals.js';
import type { RoleKind } from '../model/termination.js';
import type { Thread } from '../tracer/tracee.js';

/** Signals that say "I am broken", whoever gets them (signal(7), action Core). */
const brokenSignals = new Set([
  'SIGABRT',
  'SIGBUS',
  'SIGFPE',
  'SIGILL',
  'SIGSEGV',
  'SIGSYS',
  'SIGTRAP',
]);

/** Signals that end the SUT by its own carelessness; a peer may be ended by them in peace. */
const carelessSignals = new Set(['SIGPIPE', 'SIGXFSZ']);

/**
 * Whether delivering this signal means a crash. Signals by which programs end each other
 * (TERM, INT, KILL, HUP …) do not.
 */
export function isCrash(thread: Thread, signal: number, role: RoleKind): boolean {
  const name = signalName(signal);
  const grave = brokenSignals.has(name) || (role === 'sut' && carelessSignals.has(name));
  return grave && isFatalByDefault(signal) && !isHandled(thread, signal);
}

/** A JVM or Go program handles SIGSEGV every day: only the default action is fatal. */
function isHandled(thread: Thread, signal: number): boolean {
  const sets = signalSets(thread.tid);
  return sets !== undefined && hasSignal(sets.caught | sets.ignored, signal);
}
