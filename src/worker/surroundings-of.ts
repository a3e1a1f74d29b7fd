import { readMemory } from '../kernel/process-memory.js';
import type { Surroundings } from '../choice/surroundings.js';
import type { Thread } from '../tracer/tracee.js';
import { closedAddress } from '../world/closed-address.js';

/** What can be read, and where nobody listens, around a stopped thread. */
export function surroundingsOf({ tid }: Thread): Surroundings {
  return {
    read: (address, length) => readMemory(tid, address, length),
    closedAddress: (address) => closedAddress(tid, address),
  };
}
