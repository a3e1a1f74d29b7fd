import { printableLine } from './printable.js';
import type { ReportedDefect } from './report-schema.js';

/** `send client:5000 -> ECONNRESET` */
export function faultText({ call, role, outcome }: ReportedDefect['faults'][number]): string {
  return `${printableLine(call)} ${printableLine(role)} -> ${printableLine(outcome)}`;
}

/** All faults of a path in a row, for places with one line. */
export function faultsText({ faults }: Pick<ReportedDefect, 'faults'>): string {
  return faults.length === 0 ? 'without any injected fault' : faults.map(faultText).join(', then ');
}

/** A command is to be copied whole: it is made harmless, but never cut. */
export function commandText(command: string): string {
  return printableLine(command, Number.MAX_SAFE_INTEGER);
}
