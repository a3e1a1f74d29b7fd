import { readProc } from '../../../kernel/procfs.js';
import type { Thread } from '../../../tracer/tracee.js';
import type { FrozenWorld } from '../frozen-world.js';
import { Remembered } from '../remembered.js';
import { refuse } from '../refusal.js';

const setName = 15; // PR_SET_NAME

interface Name {
  readonly text: string;
}

/** Of threads that are alone in their process, whose names nobody else can change. */
const names = new Remembered<Name>('attributes');

export function threadName(thread: Thread): string {
  const { process } = thread;
  if (process.threads.size > 1) return readName(thread);
  const { changes } = process;
  const named =
    names.of(process, changes) ?? names.set(process, changes, { text: readName(thread) });
  return named.text;
}

export function setThreadName(thread: Thread, name: string, world: FrozenWorld): void {
  if (threadName(thread) === name) return;
  world.handsOf(thread).call('prctl', setName, Buffer.from(`${name}\0`, 'latin1'), 0, 0, 0);
  names.set(thread.process, thread.process.changes, { text: name });
}

function readName({ process, tid }: Thread): string {
  const text = readProc(`/proc/${String(process.pid)}/task/${String(tid)}/comm`);
  if (text === undefined) refuse('a thread that died');
  return text.slice(0, -1);
}
