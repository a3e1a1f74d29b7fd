import type { ProgramEnd } from '../../model/termination.js';
import { OperatorError } from '../../support/operator-error.js';

const linesMax = 8;

/** QEMU ended, or the guest's kernel panicked: nothing of it says anything about the program. */
export function machineFailure(end: ProgramEnd | undefined): OperatorError {
  const console = lastLines(`${end?.stdout ?? ''}\n${end?.stderr ?? ''}`);
  const tail = console === '' ? '' : `\nits last words:\n${console}`;
  return new OperatorError(`the machine has ended by itself${tail}`, hintFor(console));
}

export function lastLines(text: string): string {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  return lines
    .slice(-linesMax)
    .map((line) => `    ${line}`)
    .join('\n');
}

function hintFor(console: string): string {
  if (/[Oo]ut of memory/.test(console)) return 'give it more: --guest-memory 512M';
  return 'try --engine rewind, or another kernel with --kernel';
}
