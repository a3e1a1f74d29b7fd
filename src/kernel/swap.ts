import { readProc } from './procfs.js';

const device = /^\S+\s+\S+\s+\d+\s+(\d+)/;

/** Whether any memory of this machine is swapped out (/proc/swaps, proc(5)). */
export function isSwapping(): boolean {
  const [, ...devices] = readProc('/proc/swaps')?.split('\n') ?? [];
  return devices.some((line) => Number(device.exec(line)?.[1] ?? 0) > 0);
}
