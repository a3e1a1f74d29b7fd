import type { CoreWritten } from '../model/stop.js';
import { present } from '../support/assert.js';
import type { Standstill } from '../world/standstill/standstill.js';

/** Write a core file of a process of the world that stands still. */
export function writeCore(
  { stop }: Standstill,
  { file, pid }: { readonly file: string; readonly pid?: number | undefined },
): CoreWritten {
  const { processes, pid: stoppedFor } = present(stop, 'no world stands still');
  const process = processes.find((one) => one.pid === (pid ?? stoppedFor));
  const { threads } = present(process, 'no such process stands still');
  throw new Error(`no core file yet: ${file}, ${String(threads.length)} threads`);
}
