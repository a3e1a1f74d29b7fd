import { createHash } from 'node:crypto';
import type { ChoicePoint } from '../model/choice-point.js';
import type { Verdict } from '../model/verdict.js';
import { crashFrames } from './crash-frames.js';

/**
 * 12 hex digits that are equal for runs with the same cause, as far as can be told: where a
 * crash happened, what a sanitizer says, otherwise where the last fault was injected.
 */
export function fingerprint(verdict: Verdict, sites: readonly ChoicePoint[]): string {
  const parts = JSON.stringify([verdict.kind, ...traits(verdict, sites)]);
  return createHash('sha256').update(parts).digest('hex').slice(0, 12);
}

function traits(verdict: Verdict, sites: readonly ChoicePoint[]): readonly string[] {
  switch (verdict.kind) {
    case 'crashed': {
      const { role, program, signal, stack } = verdict.crash;
      const frames = crashFrames(stack);
      return [role, program, signal, ...(frames.length > 0 ? frames : lastSite(sites))];
    }
    case 'sanitizer':
      return [verdict.tool, withoutNumbers(verdict.summary)];
    case 'crash-status':
      return [verdict.signal, ...lastSite(sites)];
    case 'hang':
      return [verdict.cause, ...lastSite(sites)];
    case 'failed':
    case 'server-ended':
      return [String(verdict.code), ...lastSite(sites)];
    case 'rejected':
      return [withoutNumbers(verdict.message), ...lastSite(sites)];
    case 'did-not-stop':
    case 'passed':
    case 'diverged':
      return lastSite(sites);
  }
}

/** Without the count: the tenth time at a place is the same place. */
function lastSite(sites: readonly ChoicePoint[]): readonly string[] {
  const site = sites.at(-1);
  return site === undefined ? [] : [site.call, site.name.replace(/ #\d+$/, '')];
}

/** Addresses and counts differ from run to run; line numbers (`file.c:12`) do not. */
function withoutNumbers(text: string): string {
  return text.replace(/\b0x[0-9a-f]+\b/gi, '0x').replace(/(?<![:\w.])\d+(?![\w.])/g, '#');
}
