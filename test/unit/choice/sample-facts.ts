import { nr } from '../../../src/abi/syscalls.js';
import { watchedCall } from '../../../src/choice/call.js';
import type { CallFacts } from '../../../src/choice/detector.js';
import type { Frame } from '../../../src/model/choice-point.js';
import { present } from '../../../src/support/assert.js';

/** Frames of functions, innermost first. */
export function stackOf(...functions: readonly string[]): readonly Frame[] {
  return functions.map((name) => ({ module: 'app', path: '/app', address: 1, function: name }));
}

/** A call on a connection to port 5000. */
export function callFacts(
  name: keyof typeof nr,
  changes: Partial<CallFacts> = {},
  socket: Partial<CallFacts['socket']> = {},
): CallFacts {
  return {
    call: present(watchedCall(nr[name]), 'a call that is watched'),
    inode: '77',
    movable: 10,
    queued: 10,
    datagrams: 0,
    timeLimits: { receive: false, send: false },
    handlers: 'none',
    boundPort: 0,
    process: 1,
    thread: 1,
    stack: stackOf('ask', 'main'),
    ...changes,
    socket: {
      fd: 3,
      family: 'inet',
      type: 'stream',
      nonBlocking: false,
      listening: false,
      local: '127.0.0.1:40000',
      peer: '127.0.0.1:5000',
      ...socket,
    },
  };
}
