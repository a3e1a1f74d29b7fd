const margin = 48;
const colors = ['#1b6ca8', '#d1495b', '#2e8b57', '#8d5a97'];
const ticks = [1, 10, 20, 30, 40, 50];

export interface Curve {
  readonly label: string;
  readonly points: readonly (readonly [count: number, value: number])[];
}

/** Something against the number of processes, from 0 upwards. */
export interface Chart {
  readonly title: string;
  readonly unit: string;
  readonly curves: readonly Curve[];
}

interface Frame {
  readonly width: number;
  readonly height: number;
  readonly highest: number;
}

/** A picture of several groups, each moved to its place. */
export function picture(width: number, height: number, body: string): string {
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" ` +
    `font-family="sans-serif" font-size="11"><rect width="${width}" height="${height}" ` +
    `fill="#fff"/>${body}</svg>\n`
  );
}

export function drawChart({ title, unit, curves }: Chart, width: number, height: number): string {
  const values = curves.flatMap(({ points }) => points.map(([, value]) => value));
  const frame = { width, height, highest: Math.max(1, ...values) };
  const body = curves.map((one, nth) => drawCurve(one, nth, frame)).join('');
  const heading = `<text x="${width / 2}" y="16" text-anchor="middle">${title}</text>`;
  return `${heading}${axes(unit, frame)}${body}`;
}

function drawCurve({ label, points }: Curve, nth: number, frame: Frame): string {
  const color = colors[nth % colors.length] ?? '#000';
  const path = points.map(([count, value]) => {
    return `${x(count, frame).toFixed(1)},${y(value, frame).toFixed(1)}`;
  });
  return (
    `<polyline fill="none" stroke="${color}" stroke-width="2" points="${path.join(' ')}"/>` +
    `<text x="${margin + 12}" y="${margin + nth * 14}" fill="${color}">${label}</text>`
  );
}

function x(count: number, { width }: Frame): number {
  return margin + (count / 50) * (width - 2 * margin);
}

function y(value: number, { height, highest }: Frame): number {
  return height - margin - (value / highest) * (height - 2 * margin);
}

function axes(unit: string, frame: Frame): string {
  const { width, height, highest } = frame;
  const bottom = height - margin;
  const most = highest.toFixed(highest < 10 ? 1 : 0);
  const counts = ticks.map((count) => {
    return `<text x="${x(count, frame)}" y="${bottom + 16}" text-anchor="middle">${count}</text>`;
  });
  const label = `<text x="${width / 2}" y="${height - 10}" text-anchor="middle">processes</text>`;
  return (
    `<path d="M${margin} ${margin}V${bottom}H${width - margin}" fill="none" stroke="#333"/>` +
    `<text x="${margin - 6}" y="${margin + 4}" text-anchor="end">${most} ${unit}</text>` +
    `${label}${counts.join('')}`
  );
}
