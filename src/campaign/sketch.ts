import type { Progress } from '../explore/events.js';
import { encodeToken } from '../model/token.js';
import { symptomOf } from '../oracle/fingerprint.js';
import { buildReport } from '../report/build-report.js';
import type { ReportInput } from '../report/report-input.js';
import type { Report } from '../report/report-schema.js';
import type { Findings } from './findings.js';
import type { Identity } from './identity.js';
import type { ExploreRequest } from './requests.js';

/** A report of an exploration that goes on: what was found, and no word on what is not covered. */
export function sketchReport(
  { settings, replayCommand }: ExploreRequest,
  identity: Identity,
  engine: string,
  findings: Findings,
  progress: Progress,
  wallMs: number,
): Report {
  return buildReport({
    settings,
    ...identity,
    engine,
    points: [...findings.points.values()],
    requested: [],
    runs: findings.runs,
    defects: findings.list(),
    coverage: { statement: 'the exploration goes on', levels: levelsOf(findings) },
    counters: { ...progress, complete: false, wallMs: Math.round(wallMs) },
    symptomOf,
    tokenOf: (path) => encodeToken({ ...identity, epochMs: settings.epochMs, path }),
    replayCommand,
    notes: [],
  });
}

function levelsOf({ runs }: Findings): ReportInput['coverage']['levels'] {
  const most = runs.reduce((max, { path }) => Math.max(max, path.length), 0);
  return Array.from({ length: most + 1 }, (_, faults) => {
    const level = runs.filter(({ path }) => path.length === faults);
    const diverged = level.filter(({ verdict }) => verdict.kind === 'diverged').length;
    const done = level.length - diverged;
    return { faults, done, known: level.length, diverged, complete: false, alike: 0 };
  });
}
