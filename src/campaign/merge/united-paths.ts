import { pathKey, type Path } from '../../model/path.js';
import type { Report } from '../../report/report-schema.js';
import { readToken } from '../valid-token.js';

/** A path of one of the reports, and its decisions. */
export interface UnitedPath {
  readonly path: Path;
  readonly reported: Report['paths'][number];
}

/**
 * Every path once, in the order of the reports. Tokens of one path differ by the moment at which
 * its runs began; a run to the end goes before one that was left, or did not meet its path.
 */
export function unitedPaths(reports: readonly Report[]): readonly UnitedPath[] {
  const united = new Map<string, UnitedPath>();
  for (const reported of reports.flatMap(({ paths }) => paths)) {
    const { path } = readToken(reported.token);
    const key = pathKey(path);
    const known = united.get(key);
    if (known === undefined || worth(reported) > worth(known.reported))
      united.set(key, { path, reported });
  }
  return [...united.values()];
}

function worth({ verdict }: UnitedPath['reported']): number {
  const rank = ['diverged', 'joined'].indexOf(verdict);
  return rank < 0 ? 2 : rank;
}
