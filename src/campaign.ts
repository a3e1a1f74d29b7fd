import { assembleReport, type Journey } from './campaign/assemble-report.js';
import { collectEvidence } from './campaign/evidence/collect-evidence.js';
import type { Evidence } from './campaign/evidence/evidence.js';
import { publishEvidence } from './campaign/evidence/publish-evidence.js';
import { notesOf } from './campaign/exploration-notes.js';
import { Findings } from './campaign/findings.js';
import { Comparison } from './campaign/history/comparison.js';
import { identify } from './campaign/identity.js';
import { Interrupts } from './campaign/interrupts.js';
import { measureCoverage } from './campaign/measure-coverage.js';
import { minimalDefects } from './campaign/minimal-defects.js';
import { atRecordedEpoch, openJournal } from './campaign/open-journal.js';
import { openLiveView } from './campaign/open-live-view.js';
import { Worlds } from './campaign/open-worlds.js';
import { prepareSearch } from './campaign/prepare-search.js';
import type { ExploreRequest } from './campaign/requests.js';
import { probeNotes, runOracle } from './campaign/run-oracle.js';
import { runSearch } from './campaign/run-search.js';
import type { Screen } from './campaign/screen.js';
import { sketchReport } from './campaign/sketch.js';
import { createStrategy } from './explore/create-strategy.js';
import type { SearchEnd, SearchResult } from './explore/search-options.js';
import type { Travel } from './model/world.js';
import { expectedAnswers } from './oracle/expected-answers.js';
import type { Report } from './report/report-schema.js';
import { textSummary } from './report/text-summary.js';
import { writeReport } from './report/write-report.js';
import { writeViews } from './report/write-views.js';
import { exitCode, type ExitCode } from './support/operator-error.js';
import type { LiveView, Sketch } from './ui/live-view.js';

/** What an exploration has come to. */
interface Explored {
  readonly report: Report;
  readonly end: SearchEnd;
  /** A tracefile, where coverage was asked for. */
  readonly lcov: string | undefined;
  /** Still to be written, once the report is where it belongs. */
  readonly evidence: Evidence;
}

/** An exploration as a command: it speaks on the screen, and Ctrl-C ends it. */
export async function runCampaign(request: ExploreRequest, screen: Screen): Promise<ExitCode> {
  using interrupts = new Interrupts();
  await using view = await openLiveView(request, interrupts, screen);
  const explored = await conduct(request, screen, interrupts, view);
  using evidence = explored.evidence;
  screen.print(textSummary(explored.report, screen.outColors));
  await view?.finish(explored.report);
  try {
    writeViews(request.views, explored.report, screen.print);
    writeTracefile(request, explored);
  } finally {
    publishEvidence(evidence, explored.report, request, screen);
  }
  return verdictOf(request, explored);
}

/** Where gcov or llvm-cov has failed, there is none: a note says so. */
function writeTracefile({ lcovFile }: ExploreRequest, { lcov }: Explored): void {
  if (lcovFile !== undefined && lcov !== undefined) writeReport(lcovFile, lcov);
}

/**
 * An exploration from beginning to end:
 * 1 identify, 2 open worlds, 3 baseline, 4 explore, 5 minimise, 6 collect evidence, 7 report.
 */
export async function conduct(
  asked: ExploreRequest,
  screen: Screen,
  interrupts: Pick<Interrupts, 'signal' | 'during'>,
  view?: LiveView,
): Promise<Explored> {
  const startedAt = performance.now();
  const { signal } = interrupts;
  const identity = identify(asked.settings);
  const resumed = atRecordedEpoch(asked, identity);
  const comparison = new Comparison(resumed, identity);
  const request = comparison.carriage.atItsMoment(resumed);
  const { settings } = request;
  for (const note of notesOf(request)) screen.status.note(`note: ${note}`);
  await using worlds = await Worlds.open(settings, settings.jobs, true);
  const [world] = worlds.all;
  const { baseline, choice, lineTool, reached } = await prepareSearch(request, worlds, interrupts);
  const opened = openJournal(request, identity);
  using journal = opened.journal;
  const findings = new Findings(baseline.points, journal, screen, comparison.carriage.carried);
  const before = await worlds.travel();
  const expected = expectedAnswers(baseline.termination, baseline.again);
  const oracle = runOracle(request, expected);
  const sketch: Sketch = (...at) => sketchReport(request, identity, choice.engine, findings, ...at);
  const events = view?.over(findings, sketch) ?? findings;
  const strategy = comparison.failedFirst(createStrategy(settings, request.preference));
  const recorded = comparison.carriage.join(opened.recorded, baseline.points, oracle);
  const known = { recorded, reached, strategy };
  const result = await runSearch(request, worlds, events, oracle, known, signal);
  screen.status.close();
  const way = await travelled(worlds, result, before);
  const measured = await measureCoverage(lineTool, reached, result.counted, opened.recorded.size);
  const notes = [...worlds.notes, ...probeNotes(expected, baseline.termination)];
  await comparison.tryAgain(findings, world, oracle, signal);
  const defects = await minimalDefects(request, worlds, findings, oracle, signal);
  const scene = { world, oracle, signal };
  const evidence = await collectEvidence(request, result.end, defects, scene);
  const journey = { ...choice, ...way, notes, measured };
  const inputs = comparison.carriage.inputs(settings, worlds.all, opened.name);
  const found = { findings, defects, evidence, inputs, history: comparison.history(defects) };
  const wallMs = performance.now() - startedAt;
  const report = assembleReport(request, identity, found, result, journey, wallMs);
  return { report, end: result.end, lcov: measured.lcov, evidence };
}

async function travelled(
  worlds: Worlds,
  { end }: SearchResult,
  before: Travel,
): Promise<Pick<Journey, 'travel' | 'checkpointBytes'>> {
  if (end === 'interrupted') return { travel: undefined, checkpointBytes: undefined };
  const travel = await worlds.travel();
  return { travel, checkpointBytes: travel.checkpointBytes - before.checkpointBytes };
}

function verdictOf({ failIncomplete }: ExploreRequest, { report, end }: Explored): ExitCode {
  if (end === 'interrupted') return exitCode.interrupted;
  if (report.summary.defects > 0) return exitCode.defects;
  return failIncomplete && !report.summary.complete ? exitCode.budgetEnded : exitCode.clean;
}
