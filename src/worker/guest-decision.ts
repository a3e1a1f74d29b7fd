import type { WatchedCall } from '../choice/call.js';
import { overrideFor } from '../choice/override-for.js';
import type { Decision } from '../checkpoint/qemu/guest/reply.js';
import type { GuestCall } from '../checkpoint/qemu/guest/request.js';
import type { Consequence } from '../model/consequence.js';
import { argumentRegisters, Registers } from '../tracer/registers.js';

/** Nobody has a reason to listen there (tcpmux). */
const closedPort = 1;

export const unchanged: Decision = { op: 'run', before: [], after: [] };

/** What the guest, which carries it out by itself, is told of a consequence. */
export function guestDecision(
  consequence: Consequence,
  call: WatchedCall,
  request: GuestCall,
): Decision {
  const { change, ...staging } = consequence;
  switch (change.call) {
    case 'run':
      return { ...staging, op: 'run' };
    case 'limit':
      return { ...staging, op: 'limit', count: change.count };
    case 'redirect':
      return { ...staging, op: 'redirect', port: closedPort };
    default:
      return answered(consequence, call, request);
  }
}

/** Results, signals and what is written are as outside. */
function answered(consequence: Consequence, call: WatchedCall, request: GuestCall): Decision {
  const override = overrideFor(consequence, call, registersOf(request));
  const { before, after, delay } = consequence;
  const staging = { before, after, ...(delay === undefined ? {} : { delay }) };
  if (override.kind !== 'answer') return { ...staging, op: 'run' };
  return { ...staging, op: 'answer', answer: override };
}

/** The registers with which the system call would be made. */
function registersOf({ number, args }: GuestCall): Registers {
  const registers = new Registers().set('origRax', number);
  argumentRegisters.forEach((name, i) => registers.set(name, args[i] ?? 0n));
  return registers;
}
