import { callSite } from '../model/call-site.js';
import { grouped } from '../support/grouped.js';
import { printableLine } from './printable.js';
import type { Report } from './report-schema.js';

const functionsNamed = 3;

type LineCoverage = NonNullable<Report['lineCoverage']>;

/** `branches: baseline 31 of 120, exploration 78 of 120 (+47): most in f(), g()` */
export function lineCoverageLines({ lineCoverage }: Report): readonly string[] {
  if (lineCoverage === undefined) return [];
  const { lines, branches } = lineCoverage;
  return [
    `lines: ${shareText(lines)}`,
    `branches: ${shareText(branches)}${mostText(lineCoverage)}`,
  ];
}

/** What there is to say of programs without counters too. */
export function callSiteLine({ choicePoints }: Report): string {
  const sites = new Map<string, boolean>();
  for (const point of choicePoints) {
    const isTried = point.outcomes.some(({ outcome, runs }) => outcome !== 'ok' && runs > 0);
    const site = callSite(point);
    sites.set(site, isTried || sites.get(site) === true);
  }
  const tried = [...sites.values()].filter(Boolean).length;
  return `call sites: ${grouped(sites.size)} met, ${grouped(tried)} with a fault tried`;
}

function shareText({ count, baseline, reached }: LineCoverage['lines']): string {
  const of = `of ${grouped(count)}`;
  const more = `+${grouped(reached - baseline)}`;
  return `baseline ${grouped(baseline)} ${of}, exploration ${grouped(reached)} ${of} (${more})`;
}

function mostText({ functions }: LineCoverage): string {
  const gained = functions.filter(({ baseline, reached }) => reached > baseline);
  const most = gained.toSorted((a, b) => b.reached - b.baseline - (a.reached - a.baseline));
  const names = most.slice(0, functionsNamed).map((found) => `${printableLine(found.function)}()`);
  return names.length === 0 ? '' : `: most in ${names.join(', ')}`;
}
