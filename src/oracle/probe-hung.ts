import type { Termination } from '../model/termination.js';
import type { Verdict } from '../model/verdict.js';
import { probesOf } from './expected-answers.js';

const silent: ReadonlySet<Termination['reason']['kind']> = new Set([
  'no-progress',
  'virtual-limit',
]);

/** Does a server that lives answer nobody any more? */
export function probeHung(termination: Termination): Verdict | undefined {
  if (!silent.has(termination.reason.kind)) return undefined;
  const waiting = probesOf(termination).find(({ status }) => status === undefined);
  return waiting && { kind: 'probe-failed', cause: 'hung', program: waiting.program };
}
