import { colorsFor } from '../colors.js';
import { defectLines } from '../defect-text.js';
import { printableLine } from '../printable.js';
import type { ReportedDefect } from '../report-schema.js';

const files = [
  '  defect.json   all of this as data: the defect as the report has it',
  '  faults.txt    the fewest faults that show the defect',
  '  stacks.txt    where each of them was injected, and where the program ended',
  '  timeline.txt  what all programs did with their sockets, from the first call to the end',
  '  output/       what each program wrote',
  '  core          the memory of the program where it ended, for gdb',
  '  replay.sh     runs it again; it needs chokepoint and the same build of the programs',
];

/**
 * @param beside names of what lies beside it
 * @param lacking sentences about what there is not, and why
 */
export function summaryText(
  defect: ReportedDefect,
  beside: readonly string[],
  lacking: readonly string[],
): string {
  const { evidence: _, ...told } = defect;
  const lines = defectLines(told, undefined, colorsFor(false, {}));
  const why = lacking.flatMap((sentence) => ['', printableLine(sentence, 1000)]);
  const there = files.filter((line) => beside.includes(/[\w.]+/.exec(line)?.[0] ?? ''));
  return [...lines, '', 'What lies beside this file:', ...there, ...why, ''].join('\n');
}
