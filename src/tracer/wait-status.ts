import { assert } from '../support/assert.js';

/** The raw status word of waitpid(2) for a tracee, decoded once (ptrace(2), "Stopped states"). */
export type WaitStatus =
  | { readonly kind: 'exited'; readonly code: number }
  | { readonly kind: 'killed'; readonly signal: number }
  | { readonly kind: 'event'; readonly event: PtraceEvent }
  /** PTRACE_EVENT_STOP: group-stop when the signal stops, else a new tracee or an interrupt. */
  | { readonly kind: 'stop'; readonly signal: number }
  | { readonly kind: 'syscall' }
  | { readonly kind: 'signal'; readonly signal: number };

export type PtraceEvent = 'fork' | 'vfork' | 'clone' | 'exec' | 'seccomp';

const events: ReadonlyMap<number, PtraceEvent> = new Map([
  [1, 'fork'],
  [2, 'vfork'],
  [3, 'clone'],
  [4, 'exec'],
  [7, 'seccomp'],
]);
const eventStop = 128;
const sigtrap = 5;

export function decodeStatus(status: number): WaitStatus {
  const low = status & 0x7f;
  if (low === 0) return { kind: 'exited', code: (status >> 8) & 0xff };
  if (low !== 0x7f) return { kind: 'killed', signal: low };
  const signal = (status >> 8) & 0xff;
  const event = (status >> 16) & 0xff;
  if (event === eventStop) return { kind: 'stop', signal };
  if (event !== 0) return { kind: 'event', event: eventNamed(event) };
  if (signal === (sigtrap | 0x80)) return { kind: 'syscall' };
  return { kind: 'signal', signal };
}

function eventNamed(event: number): PtraceEvent {
  const name = events.get(event);
  assert(name !== undefined, 'a ptrace event that was not asked for', { event });
  return name;
}
