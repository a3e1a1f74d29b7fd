import { bareAgainst } from '../choice/against.js';
import { requestsOf, type Request } from '../choice/requests.js';
import { unsupported } from '../choice/unsupported.js';
import type { RequestCount } from '../explore/request-ledger.js';
import type { Settings } from '../model/settings.js';
import type { RequestedOutcome } from '../report/requested-outcome.js';

const reasonsShown = 3;

/**
 * What became of every outcome that was asked for: nothing is left out without a word.
 * @param notRun why some could have happened and did not
 */
export function accountOf(
  { faults, engine }: Pick<Settings, 'faults' | 'engine'>,
  counts: readonly RequestCount[],
  calls: ReadonlySet<string>,
  notRun: string,
): readonly RequestedOutcome[] {
  const requests = requestsOf(faults);
  const matched = new Set(requests.filter((_, i) => wasAsked(counts[i])).map(({ rule }) => rule));
  return requests.map((request, i) => {
    const { paths, offered, against } = counts[i] ?? nothing;
    const base = { ...request, paths };
    if (paths > 0) return { ...base, status: 'fired' };
    if (offered > 0) return { ...base, status: 'not run', reason: notRun };
    const cannot = unsupported(request, engine, faults) ?? onlyBare(against);
    if (cannot !== undefined) return { ...base, status: 'not supported', reason: cannot };
    const reason = against.size > 0 ? listed(against) : neverMade(request, matched, calls);
    return { ...base, status: 'not reachable', reason };
  });
}

const nothing: RequestCount = { offered: 0, paths: 0, against: new Map() };

function wasAsked({ offered, against } = nothing): boolean {
  return offered > 0 || against.size > 0;
}

function onlyBare(against: RequestCount['against']): string | undefined {
  return against.size === 1 && against.has(bareAgainst) ? bareAgainst : undefined;
}

function listed(against: RequestCount['against']): string {
  const byCount = [...against].sort(([, a], [, b]) => b - a).map(([reason]) => reason);
  return byCount.slice(0, reasonsShown).join('; ');
}

function neverMade(
  { rule, call }: Request,
  matched: ReadonlySet<number | undefined>,
  calls: ReadonlySet<string>,
): string {
  const isMade = call?.split('/').some((name) => calls.has(name)) ?? true;
  if (!isMade) return 'the call was never made';
  if (rule === undefined) return 'no such call was a choice point';
  return matched.has(rule) ? 'no such call matched the rule' : 'no call matched the rule';
}
