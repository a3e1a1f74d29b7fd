import { fingerprint } from '../../oracle/fingerprint.js';
import type { ReportedDefect } from '../../report/report-schema.js';

/** Which of these ends a run that goes on for ever may depend on the machine, or on an option. */
const limits = ['wall', 'virtual'] as const;

/** Under which fingerprints an earlier defect may be met now, its own first. */
export function alsoKnownAs(earlier: Pick<ReportedDefect, 'fingerprint' | 'faults'>): string[] {
  const hangs = limits.map((cause) => fingerprint({ kind: 'hang', cause }, earlier.faults));
  const own = earlier.fingerprint;
  return hangs.includes(own) ? [own, ...hangs.filter((other) => other !== own)] : [own];
}
