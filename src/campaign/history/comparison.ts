import { FailedFirst } from '../../explore/failed-first.js';
import type { RunOracle } from '../../explore/events.js';
import type { Strategy } from '../../explore/strategy.js';
import type { Defect } from '../../model/run.js';
import type { World } from '../../model/world.js';
import type { Report, ReportedDefect } from '../../report/report-schema.js';
import type { Findings } from '../findings.js';
import type { Identity } from '../identity.js';
import type { ExploreRequest } from '../requests.js';
import { alsoKnownAs } from './also-known-as.js';
import { Carriage } from './carriage.js';
import { readEarlier, type Earlier } from './earlier.js';
import { tryAgain, type Retrial } from './try-again.js';

type History = NonNullable<Report['history']>;

/** An exploration seen beside an earlier one; without an earlier one, nothing is done. */
export class Comparison {
  private readonly earlier: Earlier | undefined;
  private readonly fates: Readonly<Record<Retrial['kind'], ReportedDefect[]>> = {
    shown: [],
    gone: [],
    untried: [],
  };
  /** What need not be executed again. */
  readonly carriage: Carriage;

  constructor(request: ExploreRequest, identity: Identity) {
    const { since } = request;
    this.earlier = since === undefined ? undefined : readEarlier(since, identity);
    this.carriage = new Carriage(this.earlier?.report, request);
  }

  failedFirst(strategy: Strategy): Strategy {
    if (this.earlier === undefined) return strategy;
    const paths = this.earlier.defects.map(({ path }) => path);
    return new FailedFirst(strategy, paths);
  }

  /**
   * Asks the program itself about each earlier defect that the search has not shown: only what
   * was tried again and did not happen counts as fixed.
   */
  async tryAgain(
    findings: Pick<Findings, 'shows' | 'addShown'>,
    world: World,
    oracle: RunOracle,
    signal: AbortSignal,
  ): Promise<void> {
    for (const earlier of this.earlier?.defects ?? []) {
      const { reported } = earlier;
      const isKnown = alsoKnownAs(reported).some((name) => findings.shows(name));
      const retrial = isKnown ? undefined : await tryAgain(earlier, world, oracle, signal);
      if (retrial?.kind === 'shown') findings.addShown(retrial.run, retrial.walk);
      this.fates[retrial?.kind ?? 'shown'].push(reported);
    }
  }

  history(found: readonly Defect[]): History | undefined {
    if (this.earlier === undefined) return undefined;
    const before = new Set(this.earlier.defects.flatMap(({ reported }) => alsoKnownAs(reported)));
    const all = found.map(({ fingerprint }) => fingerprint);
    const { shown, gone, untried } = this.fates;
    const { refusal } = this.carriage;
    return {
      previous: this.earlier.file,
      new: all.filter((fingerprint) => !before.has(fingerprint)),
      stillThere: shown.map((earlier) => nameAmong(all, earlier)),
      fixed: gone.map(named),
      ...(untried.length === 0 ? {} : { untried: untried.map(named) }),
      ...(refusal === undefined ? {} : { nothingSkipped: refusal }),
    };
  }
}

/** A defect goes by the name that it has now. */
function nameAmong(found: readonly string[], earlier: ReportedDefect): string {
  const names = alsoKnownAs(earlier);
  return names.find((name) => found.includes(name)) ?? earlier.fingerprint;
}

function named({ fingerprint, description }: ReportedDefect): History['fixed'][number] {
  return { fingerprint, description };
}
