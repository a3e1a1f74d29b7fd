import type { Verdict } from '../model/verdict.js';

/** A verdict in one or two words that stay the same from run to run, for tables. */
export function verdictLabel(verdict: Verdict): string {
  switch (verdict.kind) {
    case 'failed':
    case 'server-ended':
      return `${verdict.kind} ${String(verdict.code)}`;
    case 'crashed':
      return `${verdict.crash.role} crashed ${verdict.crash.signal}`;
    case 'crash-status':
      return `crash-status ${String(verdict.code)}`;
    case 'sanitizer':
      return `sanitizer ${verdict.tool}`;
    case 'hang':
    case 'probe-failed':
      return `${verdict.kind} ${verdict.cause}`;
    case 'leak':
      return `leak ${verdict.what}`;
    case 'passed':
    case 'did-not-stop':
    case 'rejected':
    case 'diverged':
    case 'joined':
      return verdict.kind;
  }
}
