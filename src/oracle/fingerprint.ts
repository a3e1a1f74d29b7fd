import { createHash } from 'node:crypto';
import type { ChoicePoint } from '../model/choice-point.js';
import type { Verdict } from '../model/verdict.js';
import { crashFrames } from './crash-frames.js';

type Site = Pick<ChoicePoint, 'call' | 'name'>;

/**
 * 12 hex digits that are equal for runs with the same cause, as far as can be told: where a
 * crash happened, what a sanitizer says, otherwise where the last fault was injected.
 */
export function fingerprint(verdict: Verdict, sites: readonly Site[]): string {
  const places = isPlaced(verdict) ? [] : lastSite(sites);
  return hashed([...symptom(verdict), ...places]);
}

/** Whether the verdict itself says where in the program it happened. */
function isPlaced(verdict: Verdict): boolean {
  if (verdict.kind === 'crashed') return crashFrames(verdict.crash.stack).length > 0;
  return verdict.kind === 'sanitizer';
}

/** Whether the same is seen, whatever faults led to it. */
export function sameSymptom(a: Verdict, b: Verdict): boolean {
  return symptomOf(a) === symptomOf(b);
}

/** 12 hex digits that are equal for what looks alike, wherever the faults are. */
export function symptomOf(verdict: Verdict): string {
  return hashed(symptom(verdict));
}

function hashed(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 12);
}

/** What is seen, whatever fault led to it. */
function symptom(verdict: Verdict): readonly string[] {
  const { kind } = verdict;
  switch (kind) {
    case 'crashed': {
      const { role, program, signal, stack } = verdict.crash;
      return [kind, role, program, signal, ...crashFrames(stack)];
    }
    case 'sanitizer':
      return [kind, verdict.tool, withoutNumbers(verdict.summary)];
    case 'crash-status':
      return [kind, verdict.signal];
    case 'hang':
      return [kind, verdict.cause];
    case 'probe-failed':
      return [kind, verdict.cause, verdict.program];
    case 'failed':
    case 'server-ended':
      return [kind, String(verdict.code)];
    case 'rejected':
      return [kind, withoutNumbers(verdict.message)];
    case 'leak':
      return [kind, verdict.what];
    case 'did-not-stop':
    case 'passed':
    case 'diverged':
    case 'joined':
      return [kind];
  }
}

/** Without the count: the tenth time at a place is the same place. */
function lastSite(sites: readonly Site[]): readonly string[] {
  const site = sites.at(-1);
  return site === undefined ? [] : [site.call, site.name.replace(/ #\d+$/, '')];
}

/** Addresses and counts differ from run to run; line numbers (`file.c:12`) do not. */
function withoutNumbers(text: string): string {
  return text.replace(/\b0x[0-9a-f]+\b/gi, '0x').replace(/(?<![:\w.])\d+(?![\w.])/g, '#');
}
