import { setEventCounter } from '../../../../kernel/event-files.js';
import { fcntl } from '../../../../kernel/ffi.js';
import type { Family } from '../family.js';
import type { OpenFile } from '../open-file.js';

const setStatusFlags = 4; // F_SETFL
const nonBlocking = 0o4000;
const semaphore = 1; // EFD_SEMAPHORE

interface State {
  readonly count: bigint;
  readonly isSemaphore: boolean;
}

/** Counters of eventfd(2). One is as good as another: nothing of them can be seen but this. */
export const eventCounter: Family<State> = {
  name: 'eventfd',

  claims: ({ file }) => file.target === 'anon_inode:[eventfd]',

  capture: (taken) => taken.map(({ file }) => stateOf(file)),

  isSame: (saved, { isSemaphore }, { file }) =>
    file.target === saved.target && stateOf(file).isSemaphore === isSemaphore,

  makeIn: ({ isSemaphore }, hands) => hands.call('eventfd2', 0, isSemaphore ? semaphore : 0),

  restore: (returning) => {
    for (const { saved, copy } of returning) {
      // The flags that it shall have are set when all is back.
      fcntl(copy, setStatusFlags, nonBlocking);
      setEventCounter(copy, saved.state.count);
    }
  },
};

/** In hexadecimal, unlike everything else in fdinfo. */
function stateOf({ info: { text } }: OpenFile): State {
  const count = /^eventfd-count:\s*([0-9a-f]+)/m.exec(text)?.[1] ?? '0';
  return { count: BigInt(`0x${count}`), isSemaphore: /^eventfd-semaphore:\s*1/m.test(text) };
}
