import { drawChart, picture, type Chart } from '../chart.js';
import type { FigurePoint, PaperResults } from './results.js';

const width = 320;
const height = 260;

interface Quantity {
  readonly title: string;
  readonly unit: string;
  readonly of: (point: FigurePoint) => number;
}

/** The three plots of each figure. */
const quantities: readonly Quantity[] = [
  { title: 'checkpoint size', unit: 'MB', of: ({ bytes }) => bytes.median / 1e6 },
  { title: 'time to save', unit: 'ms', of: ({ saveMs }) => saveMs.median },
  { title: 'time to restore', unit: 'ms', of: ({ restoreMs }) => restoreMs.median },
];

/** Figures 9 and 10 of the paper, one above the other. */
export function drawFigures(results: PaperResults): string {
  const panels = [0, 2].flatMap((megabytes, row) =>
    quantities.map((quantity, column) => {
      const drawn = drawChart(chartOf(results, quantity, megabytes), width, height);
      return `<g transform="translate(${column * width} ${row * height})">${drawn}</g>`;
    }),
  );
  return picture(3 * width, 2 * height, panels.join(''));
}

function chartOf({ engines, figures }: PaperResults, quantity: Quantity, megabytes: number): Chart {
  const { title, unit, of } = quantity;
  const curves = engines.map((engine) => {
    const mine = figures.filter((one) => one.engine === engine && one.megabytes === megabytes);
    return { label: engine, points: mine.map((one) => [one.processes, of(one)] as const) };
  });
  const figure = megabytes === 0 ? 'Figure 9' : 'Figure 10 (2 MB each)';
  return { title: `${figure}: ${title}`, unit, curves };
}
