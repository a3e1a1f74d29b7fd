import { readFileSync } from 'node:fs';
import { OperatorError } from '../support/operator-error.js';
import { readableReport, reportFormat, reportVersion, type Report } from './report-schema.js';

const hint = 'name a file that was written by: chokepoint explore --json FILE';

/**
 * Reads a report that was written as JSON.
 * @throws OperatorError when there is none, it is no report, or one of another version
 */
export function readReport(file: string): Report {
  const value = parse(file, read(file));
  refuseForeign(file, value);
  const report = readableReport(value);
  if (typeof report !== 'string') return report;
  throw new OperatorError(`"${file}" is a damaged report: ${report}`, hint);
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new OperatorError(`the report "${file}" cannot be read: ${reason}`, hint);
  }
}

function parse(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new OperatorError(`"${file}" is not JSON`, hint);
  }
}

function refuseForeign(file: string, value: unknown): void {
  const { format, version } = Object(value) as { format?: unknown; version?: unknown };
  if (format !== reportFormat)
    throw new OperatorError(`"${file}" is not a report of chokepoint`, hint);
  if (version === reportVersion) return;
  const versions = [version, reportVersion].map((one) => JSON.stringify(one));
  const message = `"${file}" is a report of version ${versions.join('; this program reads ')}`;
  throw new OperatorError(message, 'use the version of chokepoint that made it');
}
