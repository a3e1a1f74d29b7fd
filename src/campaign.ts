import { accountOf } from './campaign/account.js';
import { acquaint } from './campaign/acquaint.js';
import { annotateDefects } from './campaign/source-annotator.js';
import { soundBaseline } from './campaign/check-baseline.js';
import { chooseEngine, type EngineChoice } from './campaign/choose-engine.js';
import { refusalNotes } from './campaign/travel-text.js';
import { Findings } from './campaign/findings.js';
import { Comparison } from './campaign/history/comparison.js';
import { identify, type Identity } from './campaign/identity.js';
import { Interrupts } from './campaign/interrupts.js';
import { atRecordedEpoch, openJournal } from './campaign/open-journal.js';
import { minimiseDefects } from './campaign/minimise-defects.js';
import { Worlds } from './campaign/open-worlds.js';
import { probeNotes, runOracle } from './campaign/run-oracle.js';
import type { Screen } from './campaign/screen.js';
import type { ExploreRequest } from './campaign/requests.js';
import { requireCounters } from './campaign/require-counters.js';
import { requestsOf } from './choice/requests.js';
import { createStrategy } from './explore/create-strategy.js';
import { describeCoverage } from './explore/describe-coverage.js';
import type { RunOracle } from './explore/events.js';
import { search } from './explore/explorer.js';
import type { SearchOptions, SearchResult } from './explore/search-options.js';
import { pathKey } from './model/path.js';
import type { Defect } from './model/run.js';
import { encodeToken } from './model/token.js';
import type { Travel } from './model/world.js';
import { expectedAnswers } from './oracle/expected-answers.js';
import { symptomOf } from './oracle/fingerprint.js';
import { buildReport } from './report/build-report.js';
import type { Report } from './report/report-schema.js';
import { textSummary } from './report/text-summary.js';
import { writeViews } from './report/write-views.js';
import { exitCode, type ExitCode } from './support/operator-error.js';

/** Which engine took the world back, and how it went; unknown after an interrupt. */
interface Journey extends EngineChoice {
  readonly travel: Travel | undefined;
  /** What the checkpoints of the exploration took, without those of the choice. */
  readonly checkpointBytes: number | undefined;
  readonly notes: readonly string[];
}

/** What was found, and what of it is new. */
interface Seen {
  readonly defects: readonly Defect[];
  readonly history: Report['history'];
}

/**
 * An exploration from beginning to end:
 * 1 identify, 2 open worlds, 3 baseline, 4 explore, 5 minimise, 6 report.
 */
export async function runCampaign(asked: ExploreRequest, screen: Screen): Promise<ExitCode> {
  const startedAt = performance.now();
  using interrupts = new Interrupts();
  const identity = identify(asked.settings);
  const request = atRecordedEpoch(asked, identity);
  const { settings, predicate } = request;
  const comparison = new Comparison(request.since, identity);
  for (const note of notesOf(request)) screen.status.note(`note: ${note}`);
  await using worlds = await Worlds.open(settings, settings.jobs);
  const startedBaseline = performance.now();
  const baseline = await interrupts.during(soundBaseline(worlds.all[0], settings, predicate));
  requireCounters(settings, baseline.termination);
  const runMs = (performance.now() - startedBaseline) / 2;
  const choice = await interrupts.during(
    chooseEngine(worlds.all[0], settings, baseline.points, runMs),
  );
  if (settings.probes.length > 0) await interrupts.during(acquaint(worlds.all.slice(1)));
  if (choice.engine === 'replay') for (const world of worlds.all) world.reexecute();
  const opened = openJournal(request, identity);
  using journal = opened.journal;
  const findings = new Findings(baseline.points, journal, screen);
  const before = await worlds.travel();
  const expected = expectedAnswers(baseline.termination, baseline.again);
  const oracle = runOracle(request, expected);
  const known = { recorded: opened.recorded, reached: baseline.termination.edges };
  const strategy = comparison.failedFirst(createStrategy(settings, request.preference));
  const how = { ...known, strategy };
  const result = await explore(request, worlds, findings, oracle, how, interrupts.signal);
  screen.status.close();
  const travel = result.end === 'interrupted' ? undefined : await worlds.travel();
  const checkpointBytes = travel && travel.checkpointBytes - before.checkpointBytes;
  const notes = [...worlds.notes, ...probeNotes(expected, baseline.termination)];
  const journey = { ...choice, travel, checkpointBytes, notes };
  await comparison.tryAgain(findings, worlds.all[0], oracle, interrupts.signal);
  const defects = await minimal(request, worlds, findings, oracle, interrupts.signal);
  const wallMs = performance.now() - startedAt;
  const seen = { defects, history: comparison.history(defects) };
  const report = assemble(request, identity, findings, seen, result, journey, wallMs);
  screen.print(textSummary(report, screen.outColors));
  writeViews(request.views, report, screen.print);
  return verdictOf(request, report, result);
}

async function explore(
  { settings, shard }: ExploreRequest,
  worlds: Worlds,
  findings: Findings,
  oracle: RunOracle,
  known: Pick<SearchOptions, 'recorded' | 'reached' | 'strategy'>,
  signal: AbortSignal,
): Promise<SearchResult> {
  return search({
    worlds: worlds.all,
    limits: settings.limits,
    thorough: settings.thorough,
    stopAtFirst: settings.stopAtFirst,
    shard,
    requests: requestsOf(settings.faults).map(({ outcome }) => outcome),
    oracle,
    events: findings,
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
  findings: Findings,
  seen: Seen,
  { progress, coverage, edges, requests }: SearchResult,
  journey: Journey,
  wallMs: number,
): Report {
  const { shard } = request;
  const { paths, choicePoints, checkpoints, diverged } = progress;
  const { complete, levels } = coverage;
  const { checkpointBytes } = journey;
  const work = { paths, choicePoints, checkpoints, checkpointBytes, diverged, complete };
  return buildReport({
    settings: request.settings,
    shard,
    ...identity,
    engine: journey.engine,
    points: [...findings.points.values()],
    requested: accountOf(request.settings, requests, findings.calls(), shard !== undefined),
    runs: findings.runs,
    defects: annotateDefects(seen.defects),
    history: seen.history,
    coverage: { statement: describeCoverage(coverage), levels },
    edges,
    counters: { ...work, wallMs: Math.round(wallMs) },
    symptomOf,
    tokenOf: (path) => encodeToken({ ...identity, epochMs: request.settings.epochMs, path }),
    replayCommand: request.replayCommand,
    notes: [...notesOf(request), ...journey.notes, ...journeyNotes(journey)],
  });
}

function journeyNotes({ engine, why, travel }: Journey): readonly string[] {
  const reason = why === undefined ? [] : [`engine ${engine}: ${why}`];
  return [...reason, ...(travel === undefined || engine === 'replay' ? [] : refusalNotes(travel))];
}

function notesOf({ settings }: ExploreRequest): readonly string[] {
  // What a machine runs sees nothing of this one.
  if (settings.engine === 'qemu')
    return ['qemu: random bytes and ports repeat only with the same booted machine in the cache'];
  if (settings.sealed) return [];
  return ['unsealed: the programs used the real files, network and process ids of this machine'];
}

function verdictOf(
  { failIncomplete }: ExploreRequest,
  report: Report,
  { end, coverage }: SearchResult,
): ExitCode {
  if (end === 'interrupted') return exitCode.interrupted;
  if (report.summary.defects > 0) return exitCode.defects;
  return failIncomplete && !coverage.complete ? exitCode.budgetEnded : exitCode.clean;
}
