import type { Extent } from '../../../kernel/process-memory.js';
import { rseqConfiguration } from '../../../kernel/ptrace.js';
import type { Layout } from '../memory/layout.js';
import type { SavedThread } from '../threads/saved-thread.js';
import { deadStack } from './dead-stack.js';

/** What says nothing: a thread's dead stack, and where the kernel notes its processor. */
export function blankOf({ thread, registers }: SavedThread, layout: Layout): readonly Extent[] {
  return [...deadStack(registers, layout.mappings), ...sequenceArea(thread.tid)];
}

/** struct rseq (rseq(2)), which is the C library's own. */
function sequenceArea(tid: number): readonly Extent[] {
  const configuration = rseqConfiguration(tid);
  if (configuration === 'died') return [];
  const start = Number(configuration.readBigUInt64LE(0));
  return start === 0 ? [] : [{ start, length: configuration.readUInt32LE(8) }];
}
