import type { WatchedCall } from '../choice/call.js';
import { overrideFor } from '../choice/override-for.js';
import type { Answer } from '../checkpoint/qemu/guest/consequence-bytes.js';
import type { Decision } from '../checkpoint/qemu/guest/reply.js';
import type { GuestCall } from '../checkpoint/qemu/guest/request.js';
import type { Consequence } from '../model/consequence.js';
import type { FailedNames } from '../world/network-events/failed-names.js';
import { registersOf } from './guest-registers.js';
import { guestStaging } from './guest-staging.js';

/** Nobody has a reason to listen there (tcpmux). */
const closedPort = 1;

export const unchanged: Decision = { op: 'run', before: [], after: [] };

/** What the guest, which carries it out by itself, is told of a consequence. */
export function guestDecision(
  consequence: Consequence,
  call: WatchedCall,
  request: GuestCall,
  names: FailedNames,
): Decision {
  const { change } = consequence;
  const staging = guestStaging(consequence, request.answer, names);
  switch (change.call) {
    case 'run':
      return { ...staging, op: 'run' };
    case 'limit':
      return { ...staging, op: 'limit', count: change.count };
    case 'redirect':
      return { ...staging, op: 'redirect', port: closedPort };
    default:
      return { ...staging, ...answered(consequence, call, request) };
  }
}

/** Results, signals and what is written are as outside. */
function answered(
  consequence: Consequence,
  call: WatchedCall,
  request: GuestCall,
): { readonly op: 'run' } | { readonly op: 'answer'; readonly answer: Answer } {
  const override = overrideFor(consequence, call, registersOf(request));
  return override.kind === 'answer' ? { op: 'answer', answer: override } : { op: 'run' };
}
