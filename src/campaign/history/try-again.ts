import type { RunOracle } from '../../explore/events.js';
import { followPath, type IsPlace } from '../../explore/follow-path.js';
import { interrupted, interruptible } from '../../explore/interruptible.js';
import { callSite } from '../../model/call-site.js';
import { outcomeId } from '../../model/outcome.js';
import type { Run } from '../../model/run.js';
import type { World } from '../../model/world.js';
import { fingerprint } from '../../oracle/fingerprint.js';
import type { Walk } from '../../explore/walk.js';
import { alsoKnownAs } from './also-known-as.js';
import type { EarlierDefect } from './earlier.js';

/** What became of an earlier defect that the search has not shown. */
export type Retrial =
  | { readonly kind: 'shown'; readonly run: Run; readonly walk: Walk }
  | { readonly kind: 'gone' }
  | { readonly kind: 'untried' };

/**
 * Runs the path of an earlier defect. In another build its calls may have other numbers, but
 * the names of their call sites stay: where the very calls do not come up, those do.
 */
export async function tryAgain(
  earlier: EarlierDefect,
  world: World,
  oracle: RunOracle,
  signal: AbortSignal,
): Promise<Retrial> {
  const attempt = async (isPlace?: IsPlace): Promise<Retrial | 'missed'> => {
    if (signal.aborted) return { kind: 'untried' };
    const followed = await interruptible(followPath(world, earlier.path, isPlace), signal);
    return followed === interrupted ? { kind: 'untried' } : judged(earlier, followed, oracle);
  };
  const exactly = await attempt();
  const retrial = exactly === 'missed' ? await attempt(sameSite(earlier)) : exactly;
  // Calls that are not made any more cannot fail.
  return retrial === 'missed' ? { kind: 'gone' } : retrial;
}

function judged(
  { reported }: EarlierDefect,
  { walk, missing, termination }: Awaited<ReturnType<typeof followPath>>,
  oracle: RunOracle,
): Retrial | 'missed' {
  if (missing.length > 0) return 'missed';
  const verdict = oracle.judge(termination);
  if (!alsoKnownAs(reported).includes(fingerprint(verdict, walk.sites))) return { kind: 'gone' };
  const { path, points } = walk;
  return { kind: 'shown', run: { path, points, termination, verdict }, walk };
}

function sameSite({ path, reported }: EarlierDefect): IsPlace {
  const sites = new Map(path.map(({ at }, i) => [at, siteOf(reported.faults[i])]));
  return (point, { at, outcome }) =>
    sites.get(at) === callSite(point) &&
    point.outcomes.some((offered) => outcomeId(offered) === outcomeId(outcome));
}

function siteOf(fault: EarlierDefect['reported']['faults'][number] | undefined): string {
  return fault === undefined ? '' : callSite(fault);
}
