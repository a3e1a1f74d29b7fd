import type { ProgramEnd, Termination } from '../model/termination.js';
import type { Verdict } from '../model/verdict.js';

/**
 * The lines by which the LLVM and GCC sanitizers report (compiler-rt, sanitizer_common): the
 * error comes first, `SUMMARY:` last. Only the end of the output is kept, so either may be gone.
 */
const summaryLine = /^SUMMARY: (\w+Sanitizer): (.+)$/m;
const errorLine = /^(?:==\d+==\s?)?(?:ERROR|WARNING): (\w+Sanitizer): (.+)$/m;
/** UBSan prints no summary unless asked to: `file.c:3:14: runtime error: signed ...`. */
const runtimeError = /^(\S+:\d+(?::\d+)?: runtime error: .+)$/m;

/** Did a sanitizer of any program but the probes report something? */
export function sanitizerReport(termination: Termination): Verdict | undefined {
  for (const program of sutFirst(termination.programs)) {
    const verdict = reportIn(program.stderr) ?? reportIn(program.stdout);
    if (verdict !== undefined) return verdict;
  }
  return undefined;
}

function reportIn(output: string): Verdict | undefined {
  const [, tool, summary] = summaryLine.exec(output) ?? errorLine.exec(output) ?? [];
  if (tool !== undefined && summary !== undefined) return report(tool, summary);
  const undefinedBehaviour = runtimeError.exec(output)?.[1];
  if (undefinedBehaviour === undefined) return undefined;
  return report('UndefinedBehaviorSanitizer', undefinedBehaviour);
}

/** Without what differs from run to run: the process id. Addresses may be all there is. */
function report(tool: string, summary: string): Verdict {
  return { kind: 'sanitizer', tool, summary: summary.replace(/ \(pid=\d+\)/, '').trim() };
}

function sutFirst(programs: readonly ProgramEnd[]): readonly ProgramEnd[] {
  const isSut = ({ role }: ProgramEnd): boolean => role === 'sut';
  return [...programs.filter(isSut), ...programs.filter((program) => !isSut(program))].filter(
    ({ role }) => role !== 'probe',
  );
}
