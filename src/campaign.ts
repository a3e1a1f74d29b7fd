import { accountOf } from './campaign/account.js';
import { acquaint } from './campaign/acquaint.js';
import { annotateDefects } from './campaign/source-annotator.js';
import { soundBaseline } from './campaign/check-baseline.js';
import { chooseEngine, type EngineChoice } from './campaign/choose-engine.js';
import { refusalNotes } from './campaign/travel-text.js';
import { Evidence } from './campaign/evidence/evidence.js';
import { publishEvidence } from './campaign/evidence/publish-evidence.js';
import { Findings } from './campaign/findings.js';
import { requireGcov } from './campaign/gcov-modules.js';
import { identify, type Identity } from './campaign/identity.js';
import { Interrupts } from './campaign/interrupts.js';
import { atRecordedEpoch, openJournal } from './campaign/open-journal.js';
import { measureCoverage, type MeasuredCoverage } from './campaign/measure-coverage.js';
import { openLiveView } from './campaign/open-live-view.js';
import { minimiseDefects } from './campaign/minimise-defects.js';
import { Worlds } from './campaign/open-worlds.js';
import { probeNotes, runOracle } from './campaign/run-oracle.js';
import type { Screen } from './campaign/screen.js';
import type { ExploreRequest } from './campaign/requests.js';
import { stillMeant } from './campaign/still-meant.js';
import { sketchReport } from './campaign/sketch.js';
import { requireCounters } from './campaign/require-counters.js';
import { requestsOf } from './choice/requests.js';
import { createStrategy } from './explore/create-strategy.js';
import { describeCoverage } from './explore/describe-coverage.js';
import type { ExplorationEvents, RunOracle } from './explore/events.js';
import { search } from './explore/explorer.js';
import type { SearchEnd, SearchOptions, SearchResult } from './explore/search-options.js';
import { pathKey } from './model/path.js';
import type { Defect } from './model/run.js';
import { encodeToken } from './model/token.js';
import type { Travel } from './model/world.js';
import { expectedAnswers } from './oracle/expected-answers.js';
import { buildReport } from './report/build-report.js';
import type { Report } from './report/report-schema.js';
import { textSummary } from './report/text-summary.js';
import { writeReport } from './report/write-report.js';
import { writeViews } from './report/write-views.js';
import type { LiveView, Sketch } from './ui/live-view.js';
import { exitCode, type ExitCode } from './support/operator-error.js';

/** Which engine took the world back, and how it went; unknown after an interrupt. */
interface Journey extends EngineChoice {
  readonly travel: Travel | undefined;
  /** What the checkpoints of the exploration took, without those of the choice. */
  readonly checkpointBytes: number | undefined;
  readonly notes: readonly string[];
  readonly measured: MeasuredCoverage;
}

/** What an exploration has come to. */
interface Explored {
  readonly report: Report;
  readonly end: SearchEnd;
  /** A tracefile, where coverage was asked for. */
  readonly lcov: string | undefined;
  /** Still to be written, once the report is where it belongs. */
  readonly evidence: Evidence;
}

interface Found {
  readonly findings: Findings;
  readonly defects: readonly Defect[];
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

/** Where gcov has failed, there is none: a note says so. */
function writeTracefile({ lcovFile }: ExploreRequest, { lcov }: Explored): void {
  if (lcovFile !== undefined && lcov !== undefined) writeReport(lcovFile, lcov);
}

/**
 * An exploration from beginning to end:
 * 1 identify, 2 open worlds, 3 baseline, 4 explore, 5 minimise, 6 report.
 */
export async function conduct(
  asked: ExploreRequest,
  screen: Screen,
  interrupts: Pick<Interrupts, 'signal' | 'during'>,
  view?: LiveView,
): Promise<Explored> {
  const startedAt = performance.now();
  const identity = identify(asked.settings);
  const request = atRecordedEpoch(asked, identity);
  const { settings, predicate } = request;
  for (const note of notesOf(request)) screen.status.note(`note: ${note}`);
  await using worlds = await Worlds.open(settings, settings.jobs);
  const [world] = worlds.all;
  const startedBaseline = performance.now();
  const baseline = await interrupts.during(soundBaseline(world, settings, predicate));
  requireCounters(settings, baseline.termination);
  const { edges: reached } = baseline.termination;
  const runMs = (performance.now() - startedBaseline) / 2;
  const gcov = await requireGcov(settings, reached);
  const choice = await interrupts.during(chooseEngine(world, settings, baseline.points, runMs));
  if (settings.probes.length > 0) await interrupts.during(acquaint(worlds.all.slice(1)));
  if (choice.engine === 'replay') for (const world of worlds.all) world.reexecute();
  const opened = openJournal(request, identity);
  using journal = opened.journal;
  const findings = new Findings(baseline.points, journal, screen);
  const before = await worlds.travel();
  const expected = expectedAnswers(baseline.termination, baseline.again);
  const oracle = runOracle(request, expected);
  const known = { recorded: stillMeant(opened.recorded, settings), reached };
  const sketch: Sketch = (...at) => sketchReport(request, identity, choice.engine, findings, ...at);
  const events = view?.over(findings, sketch) ?? findings;
  const result = await explore(request, worlds, events, oracle, known, interrupts.signal);
  screen.status.close();
  const measured = await measureCoverage(gcov, reached, result.counted, opened.recorded.size);
  const notes = [...worlds.notes, ...probeNotes(expected, baseline.termination)];
  const journey = { ...choice, ...(await travelled(worlds, result, before)), notes, measured };
  const defects = await minimal(request, worlds, findings, oracle, interrupts.signal);
  const evidence = new Evidence(result.end === 'interrupted' ? undefined : request.evidence);
  await evidence.record(defects, { world, oracle, signal: interrupts.signal });
  const wallMs = performance.now() - startedAt;
  const found = { findings, defects, evidence };
  const report = assemble(request, identity, found, result, journey, wallMs);
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

async function explore(
  { settings, preference }: ExploreRequest,
  worlds: Worlds,
  events: ExplorationEvents,
  oracle: RunOracle,
  known: Pick<SearchOptions, 'recorded' | 'reached'>,
  signal: AbortSignal,
): Promise<SearchResult> {
  return search({
    worlds: worlds.all,
    strategy: createStrategy(settings, preference),
    limits: settings.limits,
    thorough: settings.thorough,
    stopAtFirst: settings.stopAtFirst,
    requests: requestsOf(settings.faults).map(({ outcome }) => outcome),
    oracle,
    events,
    ...known,
    signal,
    now: () => performance.now(),
  });
}

async function minimal(
  request: ExploreRequest,
  worlds: Worlds,
  findings: Findings,
  oracle: RunOracle,
  signal: AbortSignal,
): Promise<readonly Defect[]> {
  const defects = findings.list();
  if (!request.settings.minimise) return defects;
  const known = findings.runs.map(({ path }) => pathKey(path));
  const now = (): number => performance.now();
  return minimiseDefects(defects, { world: worlds.all[0], oracle, known, signal, now });
}

function assemble(
  request: ExploreRequest,
  identity: Identity,
  { findings, defects, evidence }: Found,
  { progress, coverage, edges, requests }: SearchResult,
  journey: Journey,
  wallMs: number,
): Report {
  const { paths, choicePoints, checkpoints, diverged } = progress;
  const { complete, levels } = coverage;
  const { checkpointBytes } = journey;
  const work = { paths, choicePoints, checkpoints, checkpointBytes, diverged, complete };
  return buildReport({
    settings: request.settings,
    ...identity,
    engine: journey.engine,
    points: [...findings.points.values()],
    requested: accountOf(request.settings, requests, findings.calls()),
    runs: findings.runs,
    defects: annotateDefects(defects),
    coverage: { statement: describeCoverage(coverage), levels },
    edges: request.settings.strategy === 'coverage-guided' ? edges : undefined,
    counters: { ...work, wallMs: Math.round(wallMs) },
    tokenOf: (path) => encodeToken({ ...identity, epochMs: request.settings.epochMs, path }),
    replayCommand: request.replayCommand,
    lineCoverage: journey.measured.lineCoverage,
    evidenceOf: (fingerprint) => evidence.of(fingerprint),
    notes: [...notesOf(request), ...journey.notes, ...journeyNotes(journey), ...evidence.notes],
  });
}

function journeyNotes({ engine, why, travel, measured }: Journey): readonly string[] {
  const reason = why === undefined ? [] : [`engine ${engine}: ${why}`];
  const known = [...measured.notes, ...reason];
  return [...known, ...(travel === undefined || engine === 'replay' ? [] : refusalNotes(travel))];
}

function notesOf({ settings }: ExploreRequest): readonly string[] {
  // What a machine runs sees nothing of this one.
  if (settings.engine === 'qemu')
    return ['qemu: random bytes and ports repeat only with the same booted machine in the cache'];
  if (settings.sealed) return [];
  return ['unsealed: the programs used the real files, network and process ids of this machine'];
}

function verdictOf({ failIncomplete }: ExploreRequest, { report, end }: Explored): ExitCode {
  if (end === 'interrupted') return exitCode.interrupted;
  if (report.summary.defects > 0) return exitCode.defects;
  return failIncomplete && !report.summary.complete ? exitCode.budgetEnded : exitCode.clean;
}
