import type { Consequence } from '../model/consequence.js';
import type { Subject } from './subject.js';

/** That there is nothing yet a call that waits says only when its time limit has passed. */
export function later(told: Consequence, { socket }: Pick<Subject, 'socket'>): Consequence {
  return socket.nonBlocking ? told : { ...told, delay: { forEver: true } };
}
