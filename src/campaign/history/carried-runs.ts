import { pathKey } from '../../model/path.js';
import type { Run } from '../../model/run.js';
import type { Settings } from '../../model/settings.js';
import { readsCounters } from '../../worker/count-edges.js';
import type { Report } from '../../report/report-schema.js';
import { readJournal, type JournalContents } from '../../store/read-journal.js';
import { journalFiles } from '../../store/run-directory.js';
import { OperatorError } from '../../support/operator-error.js';
import type { Digests } from '../inputs/digests.js';
import { whatDiffers } from '../inputs/what-differs.js';
import type { ExploreRequest } from '../requests.js';
import { readToken } from '../valid-token.js';
import { settingsDifference } from './settings-difference.js';

/** Runs of an earlier exploration that would go the same way, by where they started. */
export interface Carried {
  readonly runs: ReadonlyMap<string, Run>;
  /** The moment at which they began. */
  readonly epochMs: number;
}

/** What runs of the report need not be executed again; or why all have to be. */
export function carriedRuns(
  report: Report,
  request: ExploreRequest,
  digests: Digests,
): Carried | string {
  const { inputs, configDigest } = report;
  if (inputs === undefined) return 'the report does not say which files its programs read';
  const { settings, directory } = request;
  if (settings.coverage === true) return 'what is not executed counts no lines';
  const difference = whatDiffers(inputs, digests);
  if (difference !== undefined) return difference;
  const journals = journalsIn(directory, configDigest).filter(({ header }) =>
    inputs.journals.includes(header.name ?? ''),
  );
  const [journal] = journals;
  if (journal === undefined) return `its journal is not in ${directory}/.chokepoint any more`;
  const epochMs = journal.header.settings.epochMs;
  const isMoment = request.hasEpoch !== true || settings.epochMs === epochMs;
  const other = isMoment
    ? whyOther(journal.header.settings, settings)
    : 'the moment at which runs begin is another';
  return other ?? { runs: survivors(report, journals, epochMs), epochMs };
}

function whyOther(then: Settings, now: Settings): string | undefined {
  const difference = settingsDifference(then, now);
  if (difference !== undefined || readsCounters(then) === readsCounters(now)) return difference;
  return 'only one of the two explorations reads counters';
}

function journalsIn(directory: string, configDigest: string): readonly JournalContents[] {
  return journalFiles(directory, configDigest).flatMap((file) => {
    try {
      return [readJournal(file)];
    } catch (error) {
      if (error instanceof OperatorError) return [];
      throw error;
    }
  });
}

/** A run that was left in a state that was known is only as good as the run that went on there. */
const unsettled: ReadonlySet<string> = new Set(['diverged', 'joined']);

function survivors(
  report: Report,
  journals: readonly JournalContents[],
  epochMs: number,
): ReadonlyMap<string, Run> {
  const verdicts = new Map(
    report.paths.map(({ token, verdict }) => [pathKey(readToken(token).path), verdict]),
  );
  const all = journals
    .filter(({ header }) => header.settings.epochMs === epochMs)
    .flatMap(({ runs }) => runs)
    .filter(({ run }) => {
      const { kind } = run.verdict;
      return verdicts.get(pathKey(run.path)) === kind && !unsettled.has(kind);
    })
    .filter(({ run }) => run.termination.reason.kind !== 'joined');
  return new Map(all.map(({ from, run }) => [from, run]));
}
