import { historyLines } from '../history-text.js';
import { printableLine } from '../printable.js';
import type { Report } from '../report-schema.js';
import { junitCases } from './junit-case.js';
import { element } from './xml.js';

/**
 * A test suite as Jenkins and GitLab read it. A case is one outcome at one call site, so that
 * its name stays from build to build; a defect fails the case of its last fault.
 */
export function junitView(report: Report): string {
  const cases = junitCases(report);
  const count = (kind: string): number => cases.filter((one) => one.kind === kind).length;
  const name = printableLine(report.program.name);
  const counts = {
    tests: cases.length,
    failures: count('failure'),
    errors: count('error'),
    time: (report.summary.wallMs / 1000).toFixed(3),
  };
  const lines = [properties(report), ...cases.map(({ xml }) => xml)];
  const suite = element('testsuite', { name, ...counts, skipped: count('skipped') }, lined(lines));
  const all = element('testsuites', { name: 'chokepoint', ...counts }, lined([suite]));
  return `<?xml version="1.0" encoding="UTF-8"?>\n${all}\n`;
}

function properties(report: Report): string {
  const { program, configDigest, engine, summary, notes } = report;
  const values = {
    program: program.file,
    buildId: program.buildId,
    configDigest,
    engine,
    coverage: summary.coverage.statement,
  };
  const lines = [...historyLines(report), ...notes];
  const pairs = [...Object.entries(values), ...lines.map((line) => ['note', line] as const)];
  const all = pairs.map(([name, value]) => {
    return element('property', { name, value: printableLine(value, 4096) });
  });
  return element('properties', {}, lined(all));
}

function lined(parts: readonly string[]): string {
  return ['', ...parts, ''].join('\n');
}
