import type { GuestEvent, GuestStaging } from '../checkpoint/qemu/guest/guest-event.js';
import { killingMessages } from '../kernel/dead-address.js';
import type { Consequence, NetworkEvent } from '../model/consequence.js';
import { addressData } from '../world/dns/address-data.js';
import { deadAddress } from '../world/dns/rewrite.js';
import { changedAnswer } from '../world/network-events/changed-answer.js';
import type { FailedNames } from '../world/network-events/failed-names.js';

/**
 * Around a call of the guest.
 * @param answer what a name server has said and waits to be received
 */
export function guestStaging(
  { before, after, delay }: Omit<Consequence, 'change'>,
  answer: Buffer,
  names: FailedNames,
): GuestStaging {
  const inGuest = (event: NetworkEvent): readonly GuestEvent[] => eventsOf(event, answer, names);
  return {
    before: before.flatMap(inGuest),
    after: after.flatMap(inGuest),
    ...(delay === undefined ? {} : { delay }),
  };
}

/** The guest does not know what name servers say: it is told what to put in its place. */
function eventsOf(event: NetworkEvent, answer: Buffer, names: FailedNames): readonly GuestEvent[] {
  if (event.event !== 'rewrite-answer' && event.event !== 'repeat-answer') return [event];
  const changed = changedAnswer(answer, event, names);
  if (changed === undefined) return [];
  const routes = changed.as === 'dead-first' ? killingMessages(addressData(deadAddress.v4)) : [];
  return [
    ...routes.map((bytes) => ({ event: 'route', bytes }) as const),
    { event: 'replace', bytes: changed.data },
  ];
}
