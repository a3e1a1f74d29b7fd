import { printableLine } from '../printable.js';
import type { ReportedCall } from '../report-schema.js';

/** What the programs did with their sockets, in the order in which their calls ended. */
export function timelineText(calls: readonly ReportedCall[]): string {
  const width = Math.max(0, ...calls.map((call) => whoText(call).length));
  return ['   time in ms', ...calls.flatMap((call) => callLines(call, width)), ''].join('\n');
}

function callLines(call: ReportedCall, width: number): readonly string[] {
  const { role, result, connection, data, point, outcome, leftOut } = call;
  const between = connection === undefined ? '' : `  {${printableLine(connection)}}`;
  const head = data === undefined ? '' : `  "${printableLine(data, 300)}"`;
  const what = `${call.call} ${printableLine(role)} = ${printableLine(result)}${movedText(call)}`;
  const time = call.timeMs.toFixed(3).padStart(13);
  const indent = ' '.repeat(15);
  return [
    ...(leftOut === undefined ? [] : [`${indent}... ${String(leftOut)} calls left out`]),
    `${time}  ${whoText(call).padEnd(width)}  ${what}${between}${head}`,
    ...(point === undefined ? [] : [`${indent}choice point ${printableLine(point, 2000)}`]),
    ...(outcome === undefined ? [] : [`${indent}INJECTED ${outcome}`]),
  ];
}

function whoText({ program, process, thread }: ReportedCall): string {
  return `${printableLine(program)} ${String(process)}.${String(thread)}`;
}

function movedText({ direction, bytes }: ReportedCall): string {
  return direction === undefined || bytes === undefined ? '' : `, ${direction} ${String(bytes)}`;
}
