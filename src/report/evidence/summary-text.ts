import { colorsFor } from '../colors.js';
import { defectLines } from '../defect-text.js';
import type { ReportedDefect } from '../report-schema.js';

const files = [
  'What lies beside this file:',
  '  defect.json   all of this as data: the defect as the report has it',
  '  faults.txt    the fewest faults that show the defect',
  '  stacks.txt    where each of them was injected, and where the program ended',
  '  timeline.txt  what all programs did with their sockets, from the first call to the end',
  '  output/       what each program wrote',
  '  core          the memory of the program where it ended, for gdb',
  '  replay.sh     runs it again; it needs chokepoint and the same build of the programs',
];

/** @param whyNoTimeline absent where there is one */
export function summaryText(defect: ReportedDefect, whyNoTimeline: string | undefined): string {
  const { evidence: _, ...told } = defect;
  const lines = defectLines(told, undefined, colorsFor(false, {}));
  const lacking = whyNoTimeline === undefined ? [] : ['', `No timeline: ${whyNoTimeline}.`];
  const shown = files.filter((line) => whyNoTimeline === undefined || !line.includes('timeline'));
  return [...lines, ...lacking, '', ...shown, ''].join('\n');
}
