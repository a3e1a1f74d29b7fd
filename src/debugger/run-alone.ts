import type { Session } from '../tracer/session.js';
import type { Thread } from '../tracer/tracee.js';
import type { WaitStatus } from '../tracer/wait-status.js';

const sigint = 2;
const napMs = 1;
const nobody = new Int32Array(new SharedArrayBuffer(4));

/**
 * Let one thread run while everything else stands still, until a signal stops it or it ends.
 * What it calls is made as it is: this is no part of the run.
 * @param isInterrupted asked again and again whether the user has had enough
 */
export function runAlone(
  session: Session,
  thread: Thread,
  how: 'cont' | 'singleStep',
  isInterrupted: () => boolean,
): WaitStatus {
  thread.resume(how);
  for (;;) {
    const status = session.pollStatus(thread);
    if (status === undefined && isInterrupted()) {
      session.halt(thread);
      return { kind: 'signal', signal: sigint };
    }
    if (status === undefined) Atomics.wait(nobody, 0, 0, napMs);
    else if (thread.state !== 'stopped' || status.kind === 'signal') return status;
    else thread.resume(how);
  }
}
