import type { Settings } from '../../../model/settings.js';
import { answerTo } from '../../../world/dns/answer.js';
import type { Order } from './reply.js';
import type { Tick } from './tick.js';

/**
 * What init sends to a program that has asked its name server.
 * @returns undefined where nobody has asked, or nothing is to be said
 */
export function answerIn(
  { asked }: Tick,
  { dns }: Pick<Settings, 'dns'>,
): (Order & { kind: 'answer' }) | undefined {
  if (asked === undefined || dns === undefined) return undefined;
  const bytes = answerTo(asked.question, dns);
  return bytes && { kind: 'answer', to: asked.from, bytes };
}
