import { vdsoBase } from '../kernel/procfs.js';
import { readMemory } from '../kernel/process-memory.js';
import type { TracedProcess } from './tracee.js';
import { callStub } from './vdso-page.js';

const syscallInstruction = Buffer.from('0f05', 'hex');
const vdsoBytes = 8192;

/** Code in a process that makes a system call. */
export interface CallSite {
  readonly address: number;
  /** Where it stops by itself after the call; absent where it has to be stepped over. */
  readonly stopsAt: number | undefined;
}

/** Programs, each standing for all processes that run it, that have our own page in them. */
const prepared = new WeakSet<object>();
const found = new WeakMap<object, CallSite>();
const stub: CallSite = { address: callStub, stopsAt: callStub + 3 };

export function notePrepared({ image }: TracedProcess): void {
  prepared.add(image);
}

/**
 * No code of the program is changed: it is either our page, or the kernel's own code in every
 * process, the vDSO, which has a `syscall` instruction.
 */
export function callSiteOf({ pid, image }: TracedProcess): CallSite | undefined {
  if (prepared.has(image)) return stub;
  const known = found.get(image);
  if (known !== undefined) return known;
  const base = vdsoBase(pid);
  if (base === undefined) return undefined;
  const at = readMemory(pid, base, vdsoBytes).indexOf(syscallInstruction);
  if (at < 0) return undefined;
  const site = { address: base + at, stopsAt: undefined };
  found.set(image, site);
  return site;
}
