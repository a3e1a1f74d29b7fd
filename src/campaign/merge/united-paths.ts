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
 * its runs began; one that was met again goes before one that was not.
 */
export function unitedPaths(reports: readonly Report[]): readonly UnitedPath[] {
  const united = new Map<string, UnitedPath>();
  for (const reported of reports.flatMap(({ paths }) => paths)) {
    const { path } = readToken(reported.token);
    const key = pathKey(path);
    const known = united.get(key);
    if (known === undefined || known.reported.verdict === 'diverged')
      united.set(key, { path, reported });
  }
  return [...united.values()];
}
