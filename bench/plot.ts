import { drawChart, picture, type Curve } from './chart.js';
import type { Row } from './measure.js';

const width = 640;
const height = 320;

/** Time to save and to put back against the number of processes, as in Figures 9 and 10. */
export function plot(rows: readonly Row[]): string {
  const curves = [0, 2].flatMap((megabytes) => [
    curve(rows, megabytes, 'save', ({ saveMs }) => saveMs),
    curve(rows, megabytes, 'restore', ({ restoreMs }) => restoreMs),
  ]);
  return picture(width, height, drawChart({ title: '', unit: 'ms', curves }, width, height));
}

function curve(
  rows: readonly Row[],
  megabytes: number,
  what: string,
  of: (row: Row) => number,
): Curve {
  const points = rows.flatMap((row) => {
    const [, count, size] = /^(\d+) processes, (\d+) MB each$/.exec(row.world) ?? [];
    if (row.engine !== 'rewind' || Number(size) !== megabytes || count === undefined) return [];
    return [[Number(count), of(row)] as const];
  });
  return { label: `${what}, ${String(megabytes)} MB each`, points };
}
