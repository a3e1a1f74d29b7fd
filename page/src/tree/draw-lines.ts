import { rowHeight, trackWidth } from './camera.js';
import type { Scene } from './draw.js';
import type { Row } from './rows.js';

/** The tracks of the runs, and where others leave them. */
export function drawLines(
  pen: CanvasRenderingContext2D,
  { rows, palette, camera }: Scene,
  first: number,
  last: number,
): void {
  pen.lineWidth = Math.max(1.25, 0.6 / camera.scale);
  pen.strokeStyle = palette.rule;
  pen.beginPath();
  for (const row of rows) {
    if (row.last < first || row.index > last || row.last === row.index) continue;
    if (row.kind === 'run') track(pen, row);
    else branches(pen, rows, row, first, last);
  }
  pen.stroke();
}

function track(pen: CanvasRenderingContext2D, { track: number, index, last }: Row): void {
  const x = number * trackWidth + 6;
  pen.moveTo(x, middle(index) + 6);
  pen.lineTo(x, middle(last));
}

function branches(
  pen: CanvasRenderingContext2D,
  rows: readonly Row[],
  site: Row,
  first: number,
  last: number,
): void {
  const x = site.track * trackWidth + 6;
  const turn = x + 12;
  pen.moveTo(x, middle(site.index));
  pen.quadraticCurveTo(turn, middle(site.index), turn, middle(site.index) + 10);
  pen.lineTo(turn, middle(site.last) - 6);
  const to = Math.min(last, site.last);
  for (let index = Math.max(first, site.index + 1); index <= to; index += 1) {
    if (rows[index]?.parent !== site.index) continue;
    pen.moveTo(turn, middle(index) - 6);
    pen.quadraticCurveTo(turn, middle(index), turn + 6, middle(index));
    pen.lineTo(x + trackWidth - 7, middle(index));
  }
}

function middle(index: number): number {
  return index * rowHeight + rowHeight / 2;
}
