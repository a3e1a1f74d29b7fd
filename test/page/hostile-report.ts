import type { Report } from '../../src/report/report-schema.js';
import { sampleReport } from './sample-report.js';

const breakOut = '</script><script>window.hacked=1</script><!--<img src=x onerror=window.hacked=1>';
const escapes = '\u001b]0;title\u0007\u001b[2J\u009b31m\u0000\u007f';
const directions = '\u202etxt.exe\u2066\u200f\u2028\ud800 $& $1 {{x}} javascript:alert(1)';
const hostile = `${breakOut}${escapes}${directions}`;

/** A report in which every text that a program had a hand in is hostile; 10 MB of output. */
export function hostileReport(): Report {
  const report = sampleReport(6, 40);
  const [defect] = report.defects;
  if (defect === undefined) throw new Error('the sample has a defect');
  const frame = { function: hostile, module: hostile, address: hostile, source: hostile };
  const code = { first: 1, lines: [hostile, hostile] };
  const stack = [{ ...frame, code }, frame];
  const event = { program: hostile, process: 1, thread: 1, call: hostile, role: hostile };
  const timeline = [{ ...event, result: hostile, timeMs: 1, data: hostile, outcome: hostile }];
  return {
    ...report,
    program: { name: hostile, file: hostile, arguments: [hostile], buildId: hostile },
    notes: [hostile],
    requested: [{ call: hostile, outcome: hostile, status: 'not run', paths: 0, reason: hostile }],
    paths: report.paths.map((path) => ({ ...path, exit: hostile, exits: { [hostile]: hostile } })),
    choicePoints: report.choicePoints.map((site) => ({
      ...site,
      name: hostile,
      call: hostile,
      role: hostile,
      outcomes: site.outcomes.map((tried) => ({ ...tried, outcome: hostile, result: hostile })),
    })),
    defects: [
      {
        ...defect,
        fingerprint: hostile,
        description: hostile,
        replay: hostile,
        faults: defect.faults.map((fault) => ({ ...fault, call: hostile, role: hostile, stack })),
        crash: { program: hostile, signal: hostile, stack },
        waiting: [{ call: hostile, stack }],
        output: [
          { program: hostile, stream: 'stdout', tail: `${hostile}\n`.repeat(70_000) },
          { program: hostile, stream: 'stderr', tail: 'x'.repeat(1_000_000) },
        ],
        timeline,
        evidence: hostile,
      },
    ],
  };
}
