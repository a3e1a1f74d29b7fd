import { schedGetaffinity, schedSetaffinity } from './ffi.js';

const maskBytes = 128;

/**
 * Keep this thread, and every process started by it, on one of its processors. A tracer and its
 * tracees take turns anyway; on one processor a turn needs no interrupt to another, and the
 * order in which threads run varies less.
 * @param nth which of the allowed processors, counted round and round
 */
export function stayOnOneProcessor(nth: number): void {
  const mask = Buffer.alloc(maskBytes);
  if (schedGetaffinity(0, maskBytes, mask) < 0) return;
  const allowed = Array.from({ length: maskBytes * 8 }, (_, cpu) => cpu).filter(
    (cpu) => ((mask[cpu >> 3] ?? 0) & (1 << (cpu & 7))) !== 0,
  );
  const chosen = allowed[nth % allowed.length];
  if (chosen === undefined) return;
  mask.fill(0);
  mask[chosen >> 3] = 1 << (chosen & 7);
  // A refusal costs speed and nothing else.
  schedSetaffinity(0, maskBytes, mask);
}
