import { printableLine } from '../printable.js';
import type { ReportedDefect, ReportedFrame } from '../report-schema.js';

/** The stacks of a defect, with all frames and their source lines. */
export function stacksText({ faults, crash, waiting }: ReportedDefect): string {
  const injected = faults.flatMap(({ call, role, outcome, stack }, i) =>
    section(`fault ${String(i + 1)}: ${call} ${role} -> ${outcome}`, stack),
  );
  const ended = crash && section(`${crash.program} received ${crash.signal}`, crash.stack);
  const waits = waiting.flatMap(({ call, stack }) => section(`waits in ${call}`, stack));
  const all = [...injected, ...(ended ?? []), ...waits];
  return all.length === 0 ? 'no stack is known\n' : `${all.join('\n')}\n`;
}

function section(title: string, stack: readonly ReportedFrame[]): readonly string[] {
  return [printableLine(title, 400), ...stack.flatMap(frameLines), ''];
}

function frameLines(frame: ReportedFrame, number: number): readonly string[] {
  const { module, address, source, inlined, code } = frame;
  const name = printableLine(frame.function ?? '?', 2000);
  const place = source === undefined ? '' : `  at ${printableLine(source, 1000)}`;
  const where = inlined === true ? 'inlined' : `${printableLine(module)}+${address}`;
  const title = `  #${String(number)}  ${name}${place}  (${where})`;
  return [title, ...(code === undefined ? [] : codeLines(code, lineOf(source)))];
}

function codeLines(
  { first, lines }: NonNullable<ReportedFrame['code']>,
  current: number,
): readonly string[] {
  return lines.map((line, i) => {
    const number = first + i;
    const mark = number === current ? '>' : ' ';
    return `      ${mark} ${String(number).padStart(5)} | ${printableLine(line)}`.trimEnd();
  });
}

function lineOf(source = ''): number {
  return Number(source.slice(source.lastIndexOf(':') + 1));
}
