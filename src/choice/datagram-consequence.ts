import type { Consequence } from '../model/consequence.js';
import type { Outcome } from '../model/outcome.js';
import { bareConsequence } from './bare-consequence.js';
import type { Subject } from './subject.js';

/** What happens to datagrams, and to the sockets that they are sent from and to. */
export function datagramConsequence(outcome: Outcome, subject: Subject): Consequence {
  return bareConsequence(outcome, subject);
}
