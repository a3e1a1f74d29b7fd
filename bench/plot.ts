import type { Row } from './measure.js';

const width = 640;
const height = 320;
const margin = 48;
const colors = ['#1b6ca8', '#d1495b', '#2e8b57', '#8d5a97'];

interface Curve {
  readonly label: string;
  readonly points: readonly (readonly [count: number, ms: number])[];
}

/** Time to save and to put back against the number of processes, as in Figures 9 and 10. */
export function plot(rows: readonly Row[]): string {
  const curves = [0, 2].flatMap((megabytes) => [
    curve(rows, megabytes, 'save', ({ saveMs }) => saveMs),
    curve(rows, megabytes, 'restore', ({ restoreMs }) => restoreMs),
  ]);
  const highest = Math.max(1, ...curves.flatMap(({ points }) => points.map(([, ms]) => ms)));
  const body = curves.map((one, i) => drawn(one, colors[i] ?? '#000', i, highest)).join('');
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" ` +
    'font-family="sans-serif" font-size="11">' +
    `<rect width="${width}" height="${height}" fill="#fff"/>${axes(highest)}${body}</svg>\n`
  );
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

const x = (count: number): number => margin + (count / 50) * (width - 2 * margin);
const y = (ms: number, highest: number): number =>
  height - margin - (ms / highest) * (height - 2 * margin);

function drawn({ label, points }: Curve, color: string, nth: number, highest: number): string {
  const path = points.map(([count, ms]) => `${x(count).toFixed(1)},${y(ms, highest).toFixed(1)}`);
  const legend = margin + nth * 14;
  return (
    `<polyline fill="none" stroke="${color}" stroke-width="2" points="${path.join(' ')}"/>` +
    `<text x="${margin + 12}" y="${legend}" fill="${color}">${label}</text>`
  );
}

function axes(highest: number): string {
  const bottom = height - margin;
  const ticks = [1, 10, 20, 30, 40, 50].map(
    (count) => `<text x="${x(count)}" y="${bottom + 16}" text-anchor="middle">${count}</text>`,
  );
  return (
    `<path d="M${margin} ${margin}V${bottom}H${width - margin}" fill="none" stroke="#333"/>` +
    `<text x="${margin - 6}" y="${margin + 4}" text-anchor="end">${highest.toFixed(0)} ms</text>` +
    `<text x="${width / 2}" y="${height - 10}" text-anchor="middle">processes</text>${ticks.join(
      '',
    )}`
  );
}
