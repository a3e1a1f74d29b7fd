import { exitLabel, type Termination } from '../model/termination.js';
import type { Verdict } from '../model/verdict.js';
import { probesOf, type ExpectedAnswer } from './expected-answers.js';

const charactersShown = 80;

/** Does a server that lives answer otherwise than it would without the faults before? */
export function probeWrong(
  termination: Termination,
  expected: readonly ExpectedAnswer[],
): Verdict | undefined {
  // What a probe gets of a server that ends is that one's affair.
  if (termination.reason.kind === 'sut-ended') return undefined;
  const ends = new Map(probesOf(termination).map((end) => [end.program, end]));
  for (const { program, exit, stdout } of expected) {
    const end = ends.get(program);
    if (end?.status === undefined) continue;
    const wrong =
      difference(exit, exitLabel(end.status)) ??
      (stdout === undefined ? undefined : differentLine(stdout, end.stdout));
    if (wrong !== undefined) return { kind: 'probe-failed', cause: 'wrong', program, ...wrong };
  }
  return undefined;
}

interface Difference {
  readonly expected: string;
  readonly got: string;
}

function difference(expected: string, got: string): Difference | undefined {
  return expected === got ? undefined : { expected, got };
}

/** The first line that is another, as a string with escapes. */
function differentLine(expected: string, got: string): Difference | undefined {
  if (expected === got) return undefined;
  const [before, after] = [expected.split('\n'), got.split('\n')];
  const at = before.findIndex((line, i) => line !== after[i]);
  const place = at < 0 ? before.length : at;
  return { expected: shown(before[place]), got: shown(after[place]) };
}

function shown(line: string | undefined): string {
  if (line === undefined) return 'no more output';
  const head = line.length > charactersShown ? `${line.slice(0, charactersShown)}…` : line;
  return JSON.stringify(head);
}
