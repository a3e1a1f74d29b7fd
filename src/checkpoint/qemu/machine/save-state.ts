import { statSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { OperatorError } from '../../../support/operator-error.js';
import type { PlainMachine } from './plain-machine.js';

const progress = z.object({ status: z.string().optional(), 'error-desc': z.string().optional() });
type Progress = z.infer<typeof progress>;

const underWay = new Set([undefined, 'none', 'setup', 'active', 'device', 'pre-switchover']);
const lookMs = 4;
const saveMs = 60_000;

/**
 * Writes the state of the machine, which stops in the end. One that was running goes on running
 * where the state is loaded, one that was stopped stays so.
 * @returns the bytes of the file
 */
export async function saveState(machine: PlainMachine, file: string): Promise<number> {
  // As fast as it can: nobody uses the machine meanwhile.
  await machine.execute('migrate-set-parameters', {
    'max-bandwidth': 2 ** 40,
    'downtime-limit': 2_000_000,
  });
  await machine.execute('migrate', { uri: `exec:cat > ${quoted(file)}` });
  const end = await machine.await(endOf(machine), saveMs, 'its state cannot be saved in time');
  if (end.status === 'completed') return statSync(file).size;
  const reason = end['error-desc'] ?? end.status ?? 'no reason given';
  const hint = 'make room on the disk, or set XDG_CACHE_HOME to a directory with room';
  throw new OperatorError(`Cannot write ${file}: ${reason}.`, hint);
}

async function endOf(machine: PlainMachine): Promise<Progress> {
  for (;;) {
    const now = progress.parse(await machine.execute('query-migrate'));
    if (!underWay.has(now.status)) return now;
    await delay(lookMs);
  }
}

/** For the shell that QEMU starts. */
function quoted(file: string): string {
  return `'${file.replaceAll("'", "'\\''")}'`;
}
