import type { Consequence } from '../model/consequence.js';
import type { Outcome } from '../model/outcome.js';
import { bareConsequence } from './bare-consequence.js';
import { datagramConsequence } from './datagram-consequence.js';
import { localConsequence } from './local-consequence.js';
import type { Subject } from './subject.js';
import { tcpConsequence } from './tcp-consequence.js';
import { waitConsequence } from './wait-consequence.js';

/**
 * How an outcome is brought about at a call that has not run yet.
 * @param bare only the call's result is overwritten
 */
export function consequenceOf(outcome: Outcome, subject: Subject, bare: boolean): Consequence {
  const { family, type } = subject.socket;
  if (!bare && subject.call.group === 'wait') return waitConsequence(outcome, subject);
  if (!bare && type === 'dgram' && family !== 'unix') return datagramConsequence(outcome, subject);
  if (bare || outcome.kind === 'ok') return bareConsequence(outcome, subject);
  if (family === 'unix') return localConsequence(outcome, subject);
  return type === 'stream'
    ? tcpConsequence(outcome, subject)
    : datagramConsequence(outcome, subject);
}
