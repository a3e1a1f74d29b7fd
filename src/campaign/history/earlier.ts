import type { Path } from '../../model/path.js';
import { readReport } from '../../report/read-report.js';
import type { Report, ReportedDefect } from '../../report/report-schema.js';
import { OperatorError } from '../../support/operator-error.js';
import type { Identity } from '../identity.js';
import { readToken } from '../valid-token.js';

/** What an earlier exploration found. */
export interface Earlier {
  readonly file: string;
  readonly report: Report;
  readonly defects: readonly EarlierDefect[];
}

export interface EarlierDefect {
  readonly reported: ReportedDefect;
  readonly path: Path;
}

/**
 * The defects of an earlier report, of this build of the program or another one.
 * @throws OperatorError when the report cannot be used: another program has other choice points
 */
export function readEarlier(file: string, { configDigest }: Identity): Earlier {
  const report = readReport(file);
  if (report.configDigest !== configDigest) {
    const digests = `${report.configDigest}, this is ${configDigest}`;
    const message = `"${file}" is of another configuration (${digests})`;
    throw new OperatorError(message, 'name a report of the same programs, arguments and faults');
  }
  const defects = report.defects.map((reported) => {
    return { reported, path: readToken(reported.token).path };
  });
  return { file, report, defects };
}
