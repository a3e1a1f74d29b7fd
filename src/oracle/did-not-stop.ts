import type { Termination } from '../model/termination.js';
import type { Verdict } from '../model/verdict.js';

/** Did a server go on although it was asked to stop? */
export function didNotStop({ reason }: Termination): Verdict | undefined {
  return reason.kind === 'did-not-stop' ? { kind: 'did-not-stop' } : undefined;
}
