import type { ProgramEnd } from '../../model/termination.js';
import { OperatorError } from '../../support/operator-error.js';

const linesMax = 8;

/** QEMU ended, or the guest's kernel panicked: nothing of it says anything about the program. */
export function machineFailure(end: ProgramEnd | undefined): OperatorError {
  const words = lastWords(end?.stdout ?? '', end?.stderr ?? '');
  return new OperatorError(`the machine has ended by itself${words}`, hintFor(words));
}

/** The last lines of a machine's console and of QEMU itself, to go behind a message. */
export function lastWords(console: string, output: string): string {
  const lines = `${console}\n${output}`.split(/\r?\n/).filter((line) => line.trim() !== '');
  if (lines.length === 0) return '';
  const last = lines.slice(-linesMax).map((line) => `    ${line}`);
  return ['\nits last words:', ...last].join('\n');
}

function hintFor(words: string): string {
  if (/[Oo]ut of memory/.test(words)) return 'give it more: --guest-memory 512M';
  return 'try --engine rewind, or another kernel with --kernel';
}
