import type { Frame } from '../model/choice-point.js';
import type { ReportedFrame } from './report-schema.js';

/** A runaway recursion has more frames than anyone reads. */
const framesMax = 64;

/** Names of C++ and Rust functions can be longer than a page. */
const nameCharactersMax = 2000;

export function reportFrames(stack: readonly Frame[]): ReportedFrame[] {
  return stack.slice(0, framesMax).map((frame) => ({
    ...(frame.function === undefined ? {} : { function: clip(frame.function) }),
    module: clip(frame.module),
    address: `0x${frame.address.toString(16)}`,
    ...(frame.source === undefined ? {} : { source: clip(frame.source) }),
    ...(frame.inlined === undefined ? {} : { inlined: frame.inlined }),
    ...(frame.code === undefined ? {} : { code: { ...frame.code, lines: [...frame.code.lines] } }),
  }));
}

function clip(name: string): string {
  return name.length <= nameCharactersMax ? name : `${name.slice(0, nameCharactersMax)}…`;
}
