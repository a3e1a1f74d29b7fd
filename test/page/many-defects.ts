import type { Report } from '../../src/report/report-schema.js';
import { sampleReport } from './sample-report.js';

/** 40 defects, compared with those of last week. */
export function manyDefects(): Report {
  const report = sampleReport(12, 200);
  const [first] = report.defects;
  if (first === undefined) throw new Error('the sample has a defect');
  const fingerprints = Array.from({ length: 40 }, (_, index) => `f${String(index)}`);
  const defects = fingerprints.map((fingerprint) => ({ ...first, fingerprint }));
  const former = (fingerprint: string): { fingerprint: string; description: string } => ({
    fingerprint,
    description: `what was ${fingerprint}`,
  });
  const history = {
    previous: 'last-week.json',
    new: fingerprints.slice(0, 2),
    stillThere: fingerprints.slice(2),
    fixed: [former('gone')],
    untried: [former('unsure')],
  };
  return { ...report, defects, history, summary: { ...report.summary, defects: 40 } };
}
