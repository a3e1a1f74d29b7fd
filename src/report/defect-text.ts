import type { Colors } from './colors.js';
import { outputTail } from './output-tail.js';
import { printableLine } from './printable.js';
import { counted } from './quantities.js';
import type { ReportedDefect, ReportedOutput } from './report-schema.js';
import { stackLines } from './stack-text.js';

const framesShown = 8;
const linesShown = 10;
const waitingShown = 4;

/**
 * One defect for a person: what happened, what was injected, what it printed, how to see it.
 * @param number its place in a list; undefined: there is none
 */
export function defectLines(
  defect: ReportedDefect,
  number: number | undefined,
  colors: Colors,
): readonly string[] {
  const place = number === undefined ? '' : `${String(number)}. `;
  const title = `${place}${printableLine(defect.description, 300)}`;
  const seen = `${defect.fingerprint}, seen in ${counted(defect.count, 'run')}`;
  return [
    `${colors.red(colors.bold(title))}  ${colors.dim(`[${printableLine(seen)}]`)}`,
    ...faultLines(defect, colors),
    ...crashLines(defect),
    ...waitingLines(defect),
    ...defect.output.flatMap(outputLines),
    '   replay:',
    // A command is to be copied whole: it is made harmless, but never cut.
    `     ${colors.cyan(printableLine(defect.replay, Number.MAX_SAFE_INTEGER))}`,
    ...(defect.evidence === undefined
      ? []
      : [`   evidence: ${printableLine(defect.evidence, 4096)}`]),
  ];
}

function faultLines(defect: ReportedDefect, colors: Colors): readonly string[] {
  const { faults } = defect;
  if (faults.length === 0) return ['   without any injected fault', ...reducedLine(defect)];
  const lines = faults.flatMap((fault) => {
    const place = `${fault.call} ${printableLine(fault.role)}`;
    return [
      `   injected: ${place} -> ${colors.yellow(fault.outcome)}${happened(fault)}`,
      ...stackLines(fault.stack, framesShown).map((line) => `     at ${line}`),
    ];
  });
  return [...lines, ...reducedLine(defect)];
}

function reducedLine({ reducedFrom }: ReportedDefect): readonly string[] {
  if (reducedFrom === undefined) return [];
  return [`   reduced: it was found with ${counted(reducedFrom, 'fault')}; this does the same`];
}

function happened({ happened }: ReportedDefect['faults'][number]): string {
  return happened === 1 ? '' : ` (happened ${String(happened)} times)`;
}

function crashLines({ crash }: ReportedDefect): readonly string[] {
  if (crash === undefined) return [];
  return [
    `   ${printableLine(crash.program)} received ${crash.signal}:`,
    ...stackLines(crash.stack, framesShown).map((line) => `     at ${line}`),
  ];
}

function waitingLines({ verdict, waiting }: ReportedDefect): readonly string[] {
  if (verdict !== 'hang' && verdict !== 'probe-failed') return [];
  return waiting
    .slice(0, waitingShown)
    .flatMap(({ call, stack }) => [
      `   waits in ${printableLine(call)}:`,
      ...stackLines(stack, framesShown).map((line) => `     at ${line}`),
    ]);
}

function outputLines({ program, stream, tail }: ReportedOutput): readonly string[] {
  const lines = outputTail(tail, linesShown);
  if (lines.length === 0) return [];
  return [`   ${stream} of ${printableLine(program)}:`, ...lines.map((line) => `     | ${line}`)];
}
