import { exitCode, OperatorError } from '../../../support/operator-error.js';
import { lastWords } from '../machine-failure.js';
import type { MachineLog } from './machine-log.js';

const memoryIsShort = /out of memory|deadlocked on memory|Initramfs unpacking failed/i;

type Tails = ReturnType<MachineLog['tails']>;

/** What has become of a machine, with the last lines of its console and of QEMU itself. */
export function trouble(
  event: 'does not come up' | 'has failed',
  what: string,
  { console, output }: Tails,
): OperatorError {
  const panic = /Kernel panic - not syncing: [^\r\n]*/.exec(console)?.[0];
  const reason = panic === undefined ? what : `the guest's kernel has given up (${panic})`;
  const message = `the machine ${event}: ${reason}${lastWords(console, output)}`;
  if (memoryIsShort.test(console))
    return new OperatorError(message, 'give it more memory: --guest-memory 1G');
  const code = event === 'has failed' ? exitCode.usage : exitCode.unsupported;
  return new OperatorError(message, hintFor(event, console), code);
}

function hintFor(event: string, console: string): string {
  if (event === 'does not come up' && console === '')
    return 'is it a kernel for x86-64? has it room? --kernel, --guest-memory';
  return 'try another kernel with --kernel, or --engine rewind';
}
