import type { Thread } from '../tracer/tracee.js';
import type { Inferior } from './inferior/inferior.js';
import { breakpointOf, standBefore } from './inferior/traps.js';
import type { WatchKind } from './inferior/watches.js';

/** What gdb calls it ("Stop Reply Packets"). */
const words: Readonly<Record<WatchKind, string>> = {
  instruction: 'hwbreak',
  write: 'watch',
  use: 'awatch',
};

/** Which of gdb's own has brought about the SIGTRAP that a thread stopped for; empty: none. */
export function takeReason(thread: Thread, { breakpoints, watches }: Inferior): string {
  const address = breakpointOf(thread);
  if (address !== undefined && breakpoints.has(address)) {
    standBefore(thread, address);
    return 'swbreak:;';
  }
  const watch = watches.take(thread);
  if (watch === undefined) return '';
  const { kind } = watch;
  return `${words[kind]}:${kind === 'instruction' ? '' : watch.address.toString(16)};`;
}
