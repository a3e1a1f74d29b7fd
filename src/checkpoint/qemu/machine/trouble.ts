import { OperatorError } from '../../../support/operator-error.js';
import { lastLines } from '../machine-failure.js';
import type { MachineDirectory } from './machine-directory.js';

type Tails = ReturnType<MachineDirectory['tails']>;

/** What has become of a machine, with the last lines of its console and of QEMU itself. */
export function trouble(what: string, { console, output }: Tails): OperatorError {
  const words = lastLines(`${console}\n${output}`);
  const story = words === '' ? '' : `\nits last words:\n${words}`;
  const panic = /Kernel panic - not syncing: [^\r\n]*/.exec(console)?.[0];
  const reason = panic === undefined ? what : `the guest's kernel has given up (${panic})`;
  return new OperatorError(`the machine does not come up: ${reason}${story}`, hintFor(console));
}

function hintFor(console: string): string {
  if (/out of memory|deadlocked on memory|Initramfs unpacking failed/i.test(console))
    return 'give it more: --guest-memory 512M';
  if (console === '') return 'is it a kernel for x86-64? has it room? --kernel, --guest-memory';
  return 'try another kernel with --kernel, or --engine rewind';
}
