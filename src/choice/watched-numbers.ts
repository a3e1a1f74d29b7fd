import { nr } from '../abi/syscalls.js';
import type { FaultSettings } from '../model/settings.js';
import { choiceCalls } from './call.js';
import { requestsOf } from './requests.js';
import { isWait, waitsAskedFor } from './waits.js';

/** Calls that are made often, or for nothing that the network does: only where they are meant. */
const onRequest: ReadonlyMap<number, string> = new Map([
  [nr.getpeername, 'getpeername'],
  [nr.mmap, 'mmap'],
]);

/** The calls that the world must stop at. */
export function watchedNumbers(faults: FaultSettings): readonly number[] {
  const named = new Set(requestsOf(faults).map(({ call }) => call));
  const waits = waitsAskedFor(faults);
  return choiceCalls.filter((number) => {
    if (isWait(number)) return waits.includes(number);
    const name = onRequest.get(number);
    return name === undefined || named.has(name);
  });
}
