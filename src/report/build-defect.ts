import type { ChoicePoint } from '../model/choice-point.js';
import { outcomeId } from '../model/outcome.js';
import type { Path } from '../model/path.js';
import type { Defect } from '../model/run.js';
import type { Termination } from '../model/termination.js';
import { describeVerdict } from '../model/verdict.js';
import { present } from '../support/assert.js';
import { reportFrames } from './report-frames.js';
import type { DefectEvidence, ReportInput } from './report-input.js';
import type { ReportedDefect, ReportedOutput } from './report-schema.js';

type Evidence = Pick<ReportedDefect, 'timeline' | 'evidence'>;

/** What a report keeps of a stream; the rest is in the program's own logs. */
const tailCharacters = 4096;

export function buildDefect(input: ReportInput, defect: Defect): ReportedDefect {
  const { fingerprint, verdict, path, termination, sites, firings, count, reducedFrom } = defect;
  const token = input.tokenOf(path);
  return {
    fingerprint,
    symptom: input.symptomOf(verdict),
    verdict: verdict.kind,
    description: describeVerdict(verdict),
    token,
    replay: input.replayCommand(token),
    count,
    faults: reportFaults(path, sites, firings),
    ...(reducedFrom === undefined ? {} : { reducedFrom }),
    output: reportOutput(termination),
    ...reportCrash(defect),
    waiting: termination.waiting.map(({ call, stack }) => ({ call, stack: reportFrames(stack) })),
    ...reportEvidence(input.evidenceOf?.(fingerprint)),
  };
}

function reportEvidence({ directory, timeline }: DefectEvidence = {}): Evidence {
  return {
    ...(timeline === undefined ? {} : { timeline: timeline.map((call) => ({ ...call })) }),
    ...(directory === undefined ? {} : { evidence: directory }),
  };
}

function reportFaults(
  path: Path,
  sites: readonly ChoicePoint[],
  firings: readonly number[] = [],
): ReportedDefect['faults'] {
  return path.map(({ at, outcome }, i) => {
    const site = present(
      sites.find(({ id }) => id === at),
      `a fault's choice point ${at} is among the sites`,
    );
    return {
      name: site.name,
      id: site.id,
      call: site.call,
      role: site.socket.role,
      outcome: outcomeId(outcome),
      happened: firings[i] ?? 1,
      stack: reportFrames(site.stack),
    };
  });
}

function reportOutput({ programs }: Termination): ReportedOutput[] {
  return programs.flatMap(({ program, stdout, stderr }) => [
    ...stream(program, 'stdout', stdout),
    ...stream(program, 'stderr', stderr),
  ]);
}

function stream(program: string, name: 'stdout' | 'stderr', text: string): ReportedOutput[] {
  return text === '' ? [] : [{ program, stream: name, tail: text.slice(-tailCharacters) }];
}

function reportCrash({ verdict, termination }: Defect): Pick<ReportedDefect, 'crash'> {
  const crash = verdict.kind === 'crashed' ? verdict.crash : termination.crashes[0];
  if (crash === undefined) return {};
  const { program, signal, stack } = crash;
  return { crash: { program, signal, stack: reportFrames(stack) } };
}
