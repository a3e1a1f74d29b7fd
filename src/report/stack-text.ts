import { printableLine } from './printable.js';
import type { ReportedFrame } from './report-schema.js';

/**
 * The frames of a call stack, one per line: `connect_to (client.c:31)`.
 * @param framesMax how many are shown; the rest is counted
 */
export function stackLines(stack: readonly ReportedFrame[], framesMax: number): readonly string[] {
  const shown = stack.slice(0, framesMax).map(frameText);
  const hidden = stack.length - shown.length;
  return hidden > 0 ? [...shown, `… ${String(hidden)} more`] : shown;
}

function frameText(frame: ReportedFrame): string {
  const place = frame.source ?? `${frame.module}+${frame.address}`;
  const name = frame.function ?? '?';
  const inlined = frame.inlined === true ? ' [inlined]' : '';
  return `${printableLine(name, 120)} (${printableLine(place, 160)})${inlined}`;
}
