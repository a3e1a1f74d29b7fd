import { basename, isAbsolute, normalize, relative } from 'node:path/posix';
import type { Report, ReportedDefect, ReportedFrame } from './report-schema.js';

/** A line of a source file, for tools that show it beside the source. */
export interface SourcePlace {
  /** Relative to the root where it lies below that, else as the debug information has it. */
  readonly file: string;
  readonly line: number;
}

/** Where a defect is shown: at its crash, else at its last fault, else where a thread waits. */
export function defectPlace(
  { faults, crash, waiting }: ReportedDefect,
  { program }: Report,
  root: string,
): SourcePlace | undefined {
  const injected = faults.map(({ stack }) => stack).toReversed();
  const stacks = [...(crash === undefined ? [] : [crash.stack]), ...injected];
  const all = [...stacks, ...waiting.map(({ stack }) => stack)];
  return all.map((stack) => stackPlace(stack, program, root)).find((place) => place !== undefined);
}

/**
 * The innermost line of the stack that is the program's own. That of a library is of use to
 * nobody: its source is rarely there, and its name is relative to where somebody built it.
 */
export function stackPlace(
  stack: readonly ReportedFrame[],
  program: Report['program'],
  root: string,
): SourcePlace | undefined {
  const module = basename(program.file);
  const own = stack.find((frame) => frame.module === module && frame.source !== undefined);
  const frame = own ?? stack.find(({ source }) => source !== undefined && isAbsolute(source));
  return frame === undefined ? undefined : framePlace(frame, root);
}

/** `file:line` of a frame, taken apart. */
export function framePlace({ source }: ReportedFrame, root: string): SourcePlace | undefined {
  const [, name, line] = /^(.+):(\d+)$/s.exec(source ?? '') ?? [];
  // A line of 0 is the compiler's way to say that it knows none.
  if (name === undefined || Number(line) < 1) return undefined;
  return { file: belowRoot(normalize(name), root), line: Number(line) };
}

/** Where the program itself lies: for what has no line of a source. */
export function programPlace({ program }: Report, root: string): Pick<SourcePlace, 'file'> {
  return { file: belowRoot(program.file, root) };
}

function belowRoot(file: string, root: string): string {
  if (!isAbsolute(file)) return file;
  const name = relative(root, file);
  return name.startsWith('..') ? file : name;
}
