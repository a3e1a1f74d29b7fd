import { nr } from '../abi/syscalls.js';
import { choiceCalls } from './call.js';
import { isWait } from './waits.js';

/** The calls that tell what programs say to each other; waits for it say nothing. */
export const recordedCalls: readonly number[] = choiceCalls.filter(
  (number) => !isWait(number) && number !== nr.mmap && number !== nr.getpeername,
);
