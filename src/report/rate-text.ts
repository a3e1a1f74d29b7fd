import { describeVerdict, type Verdict } from '../model/verdict.js';
import { printableLine } from './printable.js';

/** How many of several runs of one path came to a verdict. */
export interface Share {
  readonly verdict: Verdict;
  readonly count: number;
}

/** How often a path shows the same: one line, and one for each verdict where they differ. */
export function rateText(shares: readonly Share[]): string {
  const total = shares.reduce((sum, { count }) => sum + count, 0);
  const most = Math.max(...shares.map(({ count }) => count));
  const lines = [`${ofAll(most, total)} the same verdict`];
  if (shares.length > 1)
    for (const { verdict, count } of shares)
      lines.push(`  ${ofAll(count, total)} ${printableLine(describeVerdict(verdict), 300)}`);
  return `${lines.join('\n')}\n`;
}

function ofAll(count: number, total: number): string {
  return `${String(count)} of ${String(total)}`;
}
