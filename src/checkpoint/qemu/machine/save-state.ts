import { statSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { OperatorError } from '../../../support/operator-error.js';
import type { PlainMachine } from './plain-machine.js';

const progress = z.object({ status: z.string().optional(), 'error-desc': z.string().optional() });
const state = z.object({ status: z.string() });
type Progress = z.infer<typeof progress>;

const underWay = new Set([undefined, 'none', 'setup', 'active', 'device', 'pre-switchover']);
const lookMs = 4;
const saveMs = 60_000;
const cacheHint = 'make room on the disk, or set XDG_CACHE_HOME to a directory with room';

/** What to say of a file that cannot be written. */
interface Wording {
  readonly name: string;
  readonly hint: string;
}

/**
 * Writes the state of the machine, which stops in the end. One that was running goes on running
 * where the state is loaded, one that was stopped stays so.
 * @returns the bytes of the file
 */
export async function saveState(
  machine: PlainMachine,
  file: string,
  { name, hint }: Wording = { name: file, hint: cacheHint },
): Promise<number> {
  // As fast as it can: nobody uses the machine meanwhile.
  await machine.execute('migrate-set-parameters', {
    'max-bandwidth': 2 ** 40,
    'downtime-limit': 2_000_000,
  });
  await machine.execute('migrate', { uri: `exec:cat > ${quoted(file)}` });
  const end = await machine.await(endOf(machine), saveMs, 'its state cannot be saved in time');
  if (end.status === 'completed') {
    await finished(machine);
    return statSync(file).size;
  }
  // The program that writes has more to say than QEMU, which only sees it end.
  const reason = machine.lastComplaint() ?? end['error-desc'] ?? end.status;
  throw new OperatorError(`Cannot write ${name}: ${reason ?? 'no reason given'}.`, hint);
}

async function endOf(machine: PlainMachine): Promise<Progress> {
  for (;;) {
    const now = progress.parse(await machine.execute('query-migrate'));
    if (!underWay.has(now.status)) return now;
    await delay(lookMs);
  }
}

/** It may be told to go on only a moment after all is written. */
async function finished(machine: PlainMachine): Promise<void> {
  while (state.parse(await machine.execute('query-status')).status === 'finish-migrate')
    await delay(1);
}

/** For the shell that QEMU starts. */
function quoted(file: string): string {
  return `'${file.replaceAll("'", "'\\''")}'`;
}
