import type { Settings } from '../model/settings.js';
import type { Verdict } from '../model/verdict.js';

/** Whether the verdict is an error state (paper, section 3.2), worth a report of its own. */
export function isDefect(verdict: Verdict, settings: Settings): boolean {
  switch (verdict.kind) {
    case 'passed':
    case 'diverged':
    case 'joined':
      return false;
    case 'failed':
      return settings.oracle.failureIsDefect;
    case 'crashed':
    case 'crash-status':
    case 'sanitizer':
    case 'hang':
    case 'did-not-stop':
    case 'server-ended':
    case 'probe-failed':
    case 'leak':
    case 'rejected':
      return true;
  }
}
