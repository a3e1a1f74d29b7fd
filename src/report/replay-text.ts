import type { ChoicePoint } from '../model/choice-point.js';
import { outcomeId, type Outcome } from '../model/outcome.js';
import type { ProgramEnd, Termination } from '../model/termination.js';
import { exitLabel } from '../model/termination.js';
import { describeVerdict, type Verdict } from '../model/verdict.js';
import type { Colors } from './colors.js';
import { outputTail } from './output-tail.js';
import { printableLine } from './printable.js';
import { duration } from './quantities.js';
import { reportFrames } from './report-frames.js';
import { stackLines } from './stack-text.js';

const framesShown = 16;
const linesShown = 100;

/** A choice point as it is met: number, name, call, socket, stack, and what was answered. */
export function replayPointText(
  number: number,
  point: ChoicePoint,
  outcome: Outcome,
  colors: Colors,
): string {
  const { repeats } = point;
  const id = outcomeId(repeats?.outcome ?? outcome);
  const again = repeats === undefined ? '' : colors.dim(`  as chosen at ${repeats.at}`);
  const answer = id === 'ok' ? colors.green(id) : colors.yellow(colors.bold(id));
  return [
    `#${String(number)} ${colors.bold(printableLine(point.name))}  ${colors.dim(point.id)}`,
    `   ${callText(point)}`,
    ...stackLines(reportFrames(point.stack), framesShown).map((line) => `     at ${line}`),
    `   -> ${answer}${again}`,
    '',
  ].join('\n');
}

function callText({ call, socket, bytes, process, thread }: ChoicePoint): string {
  const size = bytes === undefined ? '' : `, ${String(bytes)} bytes`;
  const ends = [socket.local, socket.peer].map((end) => printableLine(end ?? '(none)'));
  const kind = `${socket.family} ${socket.type}${socket.listening ? ' listening' : ''}`;
  const where = `process ${String(process)}, thread ${String(thread)}`;
  return `${call}(fd ${String(socket.fd)}${size})  ${kind} ${ends.join(' -> ')}  ${where}`;
}

/** How a replayed run ended: the verdict, each program's end, and what it printed. */
export function replayEndText(verdict: Verdict, end: Termination, colors: Colors): string {
  const paint = verdict.kind === 'passed' ? colors.green : colors.red;
  const crashes = end.crashes.flatMap((crash) => [
    `${printableLine(crash.program)} received ${crash.signal}:`,
    ...stackLines(reportFrames(crash.stack), framesShown).map((line) => `  at ${line}`),
  ]);
  const waiting = end.waiting.flatMap(({ call, stack }) => [
    `waits in ${printableLine(call)}:`,
    ...stackLines(reportFrames(stack), framesShown).map((line) => `  at ${line}`),
  ]);
  const title = paint(colors.bold(printableLine(describeVerdict(verdict), 300)));
  const heading = `${title}  (${duration(end.wallMs)})`;
  return [heading, ...crashes, ...waiting, ...end.programs.flatMap(programLines), ''].join('\n');
}

function programLines({ role, program, status, stdout, stderr }: ProgramEnd): readonly string[] {
  const name = `${role} ${printableLine(program)}`;
  const streams = [['stdout', stdout] as const, ['stderr', stderr] as const];
  const printed = streams.flatMap(([stream, text]) => {
    const lines = outputTail(text, linesShown);
    return lines.length === 0 ? [] : [`  ${stream}:`, ...lines.map((line) => `    | ${line}`)];
  });
  return [`${name}: ${exitLabel(status)}`, ...printed];
}
