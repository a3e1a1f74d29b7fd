import { describeCoverage } from '../explore/describe-coverage.js';
import type { SearchResult } from '../explore/search-options.js';
import type { Defect } from '../model/run.js';
import { encodeToken } from '../model/token.js';
import type { Settings } from '../model/settings.js';
import type { Travel } from '../model/world.js';
import { symptomOf } from '../oracle/fingerprint.js';
import { buildReport } from '../report/build-report.js';
import type { Report } from '../report/report-schema.js';
import { accountOf } from './account.js';
import type { EngineChoice } from './choose-engine.js';
import type { Evidence } from './evidence/evidence.js';
import { exceptionNotes, notesOf } from './exploration-notes.js';
import type { Findings } from './findings.js';
import type { Identity } from './identity.js';
import type { MeasuredCoverage } from './measure-coverage.js';
import type { ExploreRequest } from './requests.js';
import { annotateDefects } from './source-annotator.js';
import { refusalNotes } from './travel-text.js';

/** Which engine took the world back, and how it went; unknown after an interrupt. */
export interface Journey extends EngineChoice {
  readonly travel: Travel | undefined;
  /** What the checkpoints of the exploration took, without those of the choice. */
  readonly checkpointBytes: number | undefined;
  readonly notes: readonly string[];
  readonly measured: MeasuredCoverage;
}

interface Found {
  readonly findings: Findings;
  readonly defects: readonly Defect[];
  readonly evidence: Evidence;
  readonly inputs: Report['inputs'];
  /** What of it is new, where there is something to compare it with. */
  readonly history: Report['history'];
}

/** The report of what an exploration has come to. */
export function assembleReport(
  request: ExploreRequest,
  identity: Identity,
  { findings, defects, evidence, inputs, history }: Found,
  { progress, coverage, edges, requests }: SearchResult,
  journey: Journey,
  wallMs: number,
): Report {
  const { settings, shard, replayCommand } = request;
  const { paths, choicePoints, checkpoints, diverged } = progress;
  const { complete, levels } = coverage;
  const { checkpointBytes } = journey;
  const work = { paths, choicePoints, checkpoints, checkpointBytes, diverged, complete };
  return buildReport({
    settings,
    shard,
    ...identity,
    engine: journey.engine,
    points: [...findings.points.values()],
    requested: accountOf(settings, requests, findings.calls(), notRun(request)),
    runs: findings.runs,
    defects: annotateDefects(defects),
    history,
    inputs,
    coverage: { statement: describeCoverage(coverage), levels },
    edges: isLedByCounters(settings) ? edges : undefined,
    counters: { ...work, wallMs: Math.round(wallMs) },
    symptomOf,
    tokenOf: (path) => encodeToken({ ...identity, epochMs: settings.epochMs, path }),
    replayCommand,
    lineCoverage: journey.measured.lineCoverage,
    evidenceOf: (fingerprint) => evidence.of(fingerprint),
    notes: [
      ...notesOf(request),
      ...exceptionNotes(findings.exceptions, settings),
      ...journey.notes,
      ...journeyNotes(journey),
      ...evidence.notes,
    ],
  });
}

function notRun({ shard }: ExploreRequest): string {
  const before = 'the exploration ended before';
  return shard === undefined ? before : `in another part, or ${before}`;
}

function journeyNotes({ engine, why, travel, measured }: Journey): readonly string[] {
  const reason = why === undefined ? [] : [`engine ${engine}: ${why}`];
  const known = [...measured.notes, ...reason];
  return [...known, ...(travel === undefined || engine === 'replay' ? [] : refusalNotes(travel))];
}

/** Edges are told where they have led the search; for coverage alone there are better words. */
function isLedByCounters({ strategy }: Settings): boolean {
  return strategy === 'coverage-guided' || strategy === 'evolutionary';
}
