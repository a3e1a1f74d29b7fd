import { accountOf } from './campaign/account.js';
import { annotateDefects } from './campaign/source-annotator.js';
import { soundBaseline } from './campaign/check-baseline.js';
import { chooseEngine, type EngineChoice } from './campaign/choose-engine.js';
import { refusalNotes } from './campaign/travel-text.js';
import { Findings } from './campaign/findings.js';
import { identify, type Identity } from './campaign/identity.js';
import { Interrupts } from './campaign/interrupts.js';
import { atRecordedEpoch, openJournal } from './campaign/open-journal.js';
import { Worlds } from './campaign/open-worlds.js';
import type { Screen } from './campaign/screen.js';
import type { ExploreRequest } from './campaign/requests.js';
import { requestsOf } from './choice/requests.js';
import { createStrategy } from './explore/create-strategy.js';
import { describeCoverage } from './explore/describe-coverage.js';
import { search } from './explore/explorer.js';
import type { SearchResult } from './explore/search-options.js';
import type { Run } from './model/run.js';
import { encodeToken } from './model/token.js';
import type { Travel } from './model/world.js';
import { isDefect } from './oracle/is-defect.js';
import { judge } from './oracle/judge.js';
import { buildReport } from './report/build-report.js';
import type { Report } from './report/report-schema.js';
import { textSummary } from './report/text-summary.js';
import { writeReport } from './report/write-report.js';
import { exitCode, type ExitCode } from './support/operator-error.js';

/** Which engine took the world back, and how it went; unknown after an interrupt. */
interface Journey extends EngineChoice {
  readonly travel: Travel | undefined;
  /** What the checkpoints of the exploration took, without those of the choice. */
  readonly checkpointBytes: number | undefined;
  readonly notes: readonly string[];
}

/**
 * An exploration from beginning to end:
 * 1 identify, 2 open worlds, 3 baseline, 4 explore, 5 report.
 */
export async function runCampaign(asked: ExploreRequest, screen: Screen): Promise<ExitCode> {
  const startedAt = performance.now();
  using interrupts = new Interrupts();
  const identity = identify(asked.settings);
  const request = atRecordedEpoch(asked, identity);
  const { settings, predicate } = request;
  for (const note of notesOf(request)) screen.status.note(`note: ${note}`);
  await using worlds = await Worlds.open(settings, settings.jobs);
  const startedBaseline = performance.now();
  const baseline = await interrupts.during(soundBaseline(worlds.all[0], settings, predicate));
  const runMs = (performance.now() - startedBaseline) / 2;
  const choice = await interrupts.during(
    chooseEngine(worlds.all[0], settings, baseline.points, runMs),
  );
  if (choice.engine === 'replay') for (const world of worlds.all) world.reexecute();
  const opened = openJournal(request, identity);
  using journal = opened.journal;
  const findings = new Findings(baseline.points, journal, screen);
  const before = await worlds.travel();
  const result = await explore(request, worlds, findings, opened.recorded, interrupts.signal);
  screen.status.close();
  const travel = result.end === 'interrupted' ? undefined : await worlds.travel();
  const checkpointBytes = travel && travel.checkpointBytes - before.checkpointBytes;
  const journey = { ...choice, travel, checkpointBytes, notes: worlds.notes };
  const wallMs = performance.now() - startedAt;
  const report = assemble(request, identity, findings, result, journey, wallMs);
  if (request.jsonFile !== undefined) writeReport(request.jsonFile, report);
  screen.print(textSummary(report, screen.outColors));
  return verdictOf(request, report, result);
}

async function explore(
  { settings, predicate }: ExploreRequest,
  worlds: Worlds,
  findings: Findings,
  recorded: Parameters<typeof search>[0]['recorded'],
  signal: AbortSignal,
): Promise<SearchResult> {
  return search({
    worlds: worlds.all,
    strategy: createStrategy(settings.strategy),
    limits: settings.limits,
    stopAtFirst: settings.stopAtFirst,
    requests: requestsOf(settings.faults).map(({ outcome }) => outcome),
    oracle: {
      judge: (termination) => judge(termination, settings, predicate),
      isDefect: (verdict) => isDefect(verdict, settings),
    },
    events: findings,
    recorded: stillMeant(recorded, settings),
    signal,
    now: () => performance.now(),
  });
}

/** Runs that were left in a state that was explored have to go on where that is not wanted. */
function stillMeant(
  recorded: ReadonlyMap<string, Run>,
  { states }: ExploreRequest['settings'],
): ReadonlyMap<string, Run> {
  if (states.visited) return recorded;
  const isWhole = ({ termination }: Run): boolean => termination.reason.kind !== 'joined';
  return new Map([...recorded].filter(([, run]) => isWhole(run)));
}

function assemble(
  request: ExploreRequest,
  identity: Identity,
  findings: Findings,
  { progress, coverage, requests }: SearchResult,
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
    defects: annotateDefects(findings.list()),
    coverage: { statement: describeCoverage(coverage), levels },
    counters: { ...work, wallMs: Math.round(wallMs) },
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
  if (settings.sealed || settings.engine === 'qemu') return [];
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
