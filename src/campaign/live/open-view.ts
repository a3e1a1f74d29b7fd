import type { Interrupts } from '../interrupts.js';
import type { Onlooker } from '../requests.js';
import { LiveGdb } from './live-gdb.js';
import { LiveShell } from './live-shell.js';
import type { LiveView } from './live-view.js';

/** @throws OperatorError where what is needed for it is not installed */
export function openView(wanted: Onlooker, interrupts: Interrupts): LiveView {
  return wanted === 'gdb' ? new LiveGdb(interrupts) : new LiveShell(interrupts);
}
