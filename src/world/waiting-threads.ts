import { interrupt } from '../kernel/ptrace.js';
import { waitingCalls } from '../abi/syscalls.js';
import type { Termination } from '../model/termination.js';
import type { Session } from '../tracer/session.js';
import type { StackReader } from '../tracer/stack-reader.js';
import type { Thread, TracedProcess } from '../tracer/tracee.js';
import { callOf, isZombie } from './quiescence.js';

/** Stop the threads of a hung program and say where each of them stands. */
export function waitingThreads(
  session: Session,
  processes: readonly TracedProcess[],
  stacks: StackReader,
): Termination['waiting'] {
  const threads = processes.flatMap((process) => [...process.threads.values()]);
  return threads.flatMap((thread) => {
    const call = callOf(thread, thread.files.call);
    if (!bringToStop(session, thread)) return [];
    const name =
      call === undefined ? 'running' : (waitingCalls.get(call) ?? `call ${String(call)}`);
    return [{ call: name, stack: stacks.read(thread) }];
  });
}

function bringToStop(session: Session, thread: Thread): boolean {
  if (thread.state === 'stopped') return true;
  if (!['running', 'parked'].includes(thread.state) || isZombie(thread)) return false;
  if (interrupt(thread.tid) === 'died') return false;
  session.waitForStatus(thread);
  return (thread.state as string) === 'stopped';
}
