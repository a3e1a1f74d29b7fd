import { describeCoverage } from '../explore/describe-coverage.js';
import type { Account, Progress } from '../explore/events.js';
import { encodeToken } from '../model/token.js';
import { symptomOf } from '../oracle/fingerprint.js';
import { buildReport } from '../report/build-report.js';
import type { Report } from '../report/report-schema.js';
import { accountOf } from './account.js';
import type { Findings } from './findings.js';
import type { Identity } from './identity.js';
import type { ExploreRequest } from './requests.js';

/** A report of an exploration that goes on: what was found, and what has not had its turn. */
export function sketchReport(
  { settings, replayCommand }: ExploreRequest,
  identity: Identity,
  engine: string,
  findings: Findings,
  progress: Progress,
  { coverage, requests }: Account,
  wallMs: number,
): Report {
  return buildReport({
    settings,
    ...identity,
    engine,
    points: [...findings.points.values()],
    requested: accountOf(settings, requests, findings.calls(), 'its turn has not come'),
    runs: findings.runs,
    defects: findings.list(),
    coverage: {
      statement: `${describeCoverage(coverage)}; the exploration goes on`,
      levels: coverage.levels,
    },
    counters: { ...progress, complete: false, wallMs: Math.round(wallMs) },
    symptomOf,
    tokenOf: (path) => encodeToken({ ...identity, epochMs: settings.epochMs, path }),
    replayCommand,
    notes: [],
  });
}
