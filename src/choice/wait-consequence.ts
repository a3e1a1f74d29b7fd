import type { Consequence } from '../model/consequence.js';
import type { Outcome } from '../model/outcome.js';
import { bareConsequence } from './bare-consequence.js';
import { just, type Subject } from './subject.js';

/** What happens while a program waits for several descriptors. */
export function waitConsequence(outcome: Outcome, subject: Subject): Consequence {
  const { socket, wait } = subject;
  switch (outcome.kind) {
    case 'timeout': {
      const timedOut = just({ call: 'time-out' });
      const ms = wait?.limitMs ?? 0;
      return ms > 0 ? { ...timedOut, delay: { ms, inFull: true } } : timedOut;
    }
    case 'hup':
      // What the wait reports of that is the kernel's to say.
      return { ...just({ call: 'run' }), before: [{ event: 'reset' }], socket: socket.fd };
    default:
      return bareConsequence(outcome, subject);
  }
}
