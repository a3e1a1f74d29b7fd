import { z } from 'zod';

const answer = z.object({ id: z.number(), return: z.unknown() });
const refusal = z.object({
  id: z.number(),
  error: z.object({ class: z.string(), desc: z.string() }),
});
const event = z.object({ event: z.string(), data: z.unknown().optional() });
const greeting = z.object({ QMP: z.unknown() });

/** What QEMU says on its control connection. */
type QmpMessage =
  | { readonly kind: 'greeting' }
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'refusal'; readonly id: number; readonly reason: string }
  | { readonly kind: 'event'; readonly name: string; readonly data: unknown };

/** @returns undefined for what is none of them: errors without the number of a command */
export function qmpMessage(value: unknown): QmpMessage | undefined {
  const happened = event.safeParse(value);
  if (happened.success)
    return { kind: 'event', name: happened.data.event, data: happened.data.data };
  const refused = refusal.safeParse(value);
  if (refused.success)
    return { kind: 'refusal', id: refused.data.id, reason: refused.data.error.desc };
  if (greeting.safeParse(value).success) return { kind: 'greeting' };
  const answered = answer.safeParse(value);
  if (!answered.success) return undefined;
  return { kind: 'answer', id: answered.data.id, value: answered.data.return };
}
