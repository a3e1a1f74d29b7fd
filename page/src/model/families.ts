import type { Report } from '../../../src/report/report-schema.js';

type VerdictKind = Report['paths'][number]['verdict'];

/** Verdicts that mean the same to a reader; each has one colour and one shape everywhere. */
export type Family =
  'passed' | 'failed' | 'crashed' | 'stuck' | 'wrong' | 'leak' | 'joined' | 'diverged';

/** From harmless to grave: the gravest is drawn last, and wins where there is room for one. */
export const families: readonly Family[] = [
  'diverged',
  'joined',
  'passed',
  'failed',
  'leak',
  'wrong',
  'stuck',
  'crashed',
];

export const familyLabel: Readonly<Record<Family, string>> = {
  passed: 'passed',
  failed: 'failed cleanly',
  crashed: 'crashed',
  stuck: 'hung',
  wrong: 'stopped serving',
  leak: 'leaked',
  joined: 'joined another',
  diverged: 'diverged',
};

const familyOfKind: Readonly<Record<VerdictKind, Family>> = {
  passed: 'passed',
  failed: 'failed',
  crashed: 'crashed',
  'crash-status': 'crashed',
  sanitizer: 'crashed',
  hang: 'stuck',
  'did-not-stop': 'stuck',
  'server-ended': 'wrong',
  'probe-failed': 'wrong',
  rejected: 'wrong',
  leak: 'leak',
  joined: 'joined',
  diverged: 'diverged',
};

export function familyOf(kind: VerdictKind): Family {
  return familyOfKind[kind];
}

/** Of a label such as `sut crashed SIGABRT` or `hang no-progress`, as call sites have them. */
export function familyOfResult(result: string): Family {
  if (/^(sut|peer|driver|probe) crashed /.test(result)) return 'crashed';
  const [kind = ''] = result.split(' ');
  return kind in familyOfKind ? familyOfKind[kind as VerdictKind] : 'diverged';
}

export function gravest(list: readonly Family[]): Family | undefined {
  return families.findLast((family) => list.includes(family));
}

/** Outlines in a box of 12 by 12, for SVG and canvas alike. */
export const shapeOf: Readonly<Record<Family, string>> = {
  passed: 'M6 2.2a3.8 3.8 0 1 0 0 7.6a3.8 3.8 0 1 0 0-7.6z',
  failed:
    'M6 1.8a4.2 4.2 0 1 0 0 8.4a4.2 4.2 0 1 0 0-8.4zM6 3.6a2.4 2.4 0 1 1 0 4.8a2.4 2.4 0 1 1 0-4.8',
  crashed: 'M6 .8L11.4 10.6H.6z',
  stuck: 'M1.8 1.6h3.2v8.8H1.8zM7 1.6h3.2v8.8H7z',
  wrong: 'M6 .6L11.4 6L6 11.4L.6 6z',
  leak: 'M6 .6C8 3.6 9.8 5.4 9.8 7.6a3.8 3.8 0 1 1-7.6 0C2.2 5.4 4 3.6 6 .6z',
  joined: 'M1.6 2.2L6 6L1.6 9.8zM6.2 2.2L10.6 6L6.2 9.8z',
  diverged: 'M1.2 5h3v2h-3zM4.8 5h2.4v2h-2.4zM7.8 5h3v2h-3z',
};
