import { families, shapeOf, type Family } from '../model/families.js';
import { familyOfRun, type RunNode, type RunTree } from '../model/run-tree.js';
import type { Tally } from '../model/tally.js';
import { line, shortSite } from '../model/text.js';
import { margin, rowHeight, trackWidth, type Camera, type Size } from './camera.js';
import { drawBelow } from './draw-below.js';
import { drawLines } from './draw-lines.js';
import type { Palette } from './palette.js';
import type { Row } from './rows.js';

export interface Scene {
  readonly rows: readonly Row[];
  readonly tree: RunTree;
  readonly camera: Camera;
  readonly size: Size;
  readonly palette: Palette;
  readonly active: number;
  readonly hasFocus: boolean;
  /** How the runs ended that left each run, and those below them. */
  readonly below: ReadonlyMap<RunNode, Tally>;
}

/** Below this scale letters are too small to be read, and marks say more. */
const lettersFrom = 0.5;
const glyphsMax = 60;

/** Draws what the camera sees, and nothing else. */
export function draw(pen: CanvasRenderingContext2D, scene: Scene): void {
  const { camera, size, rows, palette } = scene;
  pen.fillStyle = palette.paper;
  pen.fillRect(0, 0, size.width, size.height);
  const step = rowHeight * camera.scale;
  const first = Math.max(0, Math.floor((camera.y - margin) / step) - 1);
  const last = Math.min(rows.length - 1, Math.ceil((camera.y + size.height - margin) / step) + 1);
  pen.save();
  pen.translate(margin - camera.x, margin - camera.y);
  drawActive(pen, scene);
  pen.scale(camera.scale, camera.scale);
  drawLines(pen, scene, first, last);
  if (camera.scale >= lettersFrom) {
    for (const row of rows.slice(first, last + 1)) drawRow(pen, scene, row);
  } else {
    drawMarks(pen, scene, rows.slice(first, last + 1));
  }
  pen.restore();
}

function drawActive(pen: CanvasRenderingContext2D, scene: Scene): void {
  const { rows, active, camera, size, palette, hasFocus } = scene;
  if (rows[active] === undefined) return;
  const step = rowHeight * camera.scale;
  const height = Math.max(step, 3);
  const left = camera.x - margin + 2;
  pen.fillStyle = palette.chosen;
  pen.fillRect(left, active * step, size.width - 4, height);
  if (!hasFocus) return;
  pen.strokeStyle = palette.focus;
  pen.lineWidth = 2;
  pen.strokeRect(left + 1, active * step + 1, size.width - 6, height - 2);
}

function drawRow(pen: CanvasRenderingContext2D, scene: Scene, row: Row): void {
  const x = row.track * trackWidth;
  const y = row.index * rowHeight + rowHeight / 2;
  pen.textBaseline = 'middle';
  if (row.kind === 'run') drawRun(pen, scene, row, x, y);
  else drawSite(pen, scene, row, x, y);
}

function drawRun(
  pen: CanvasRenderingContext2D,
  scene: Scene,
  row: Row,
  x: number,
  y: number,
): void {
  const { palette } = scene;
  glyph(pen, palette, row.family, x + 6, y, 1.15);
  const after = caret(pen, palette, row, x + 18, y);
  pen.font = `600 12px ${palette.mono}`;
  const name = row.run.parent === undefined ? 'no fault' : line(row.run.outcome, 60);
  const width = pen.measureText(name).width;
  pen.fillStyle = palette.ink;
  pen.fillText(name, after, y + 0.5);
  pen.font = `12px ${palette.sans}`;
  pen.fillStyle = row.family === undefined ? palette.quiet : palette.family[row.family];
  const end = endOf(row);
  pen.fillText(end, after + width + 12, y + 0.5);
  const free = after + width + 12 + pen.measureText(end).width;
  if (row.isFolded) drawBelow(pen, scene, row, free + 22, y);
}

function drawSite(
  pen: CanvasRenderingContext2D,
  { palette, tree }: Scene,
  row: Row,
  x: number,
  y: number,
): void {
  pen.beginPath();
  pen.arc(x + 6, y, row.leaving.length > 0 ? 3.4 : 2, 0, 2 * Math.PI);
  pen.fillStyle = row.leaving.length > 0 ? palette.ink : palette.rule;
  pen.fill();
  const site = tree.sites[row.site];
  const after = caret(pen, palette, row, x + 18, y);
  pen.font = `12px ${palette.mono}`;
  pen.fillStyle = palette.ink;
  const name = site === undefined ? 'unknown call' : shortSite(site);
  pen.fillText(name, after, y + 0.5);
  const end = after + pen.measureText(name).width + 10;
  pen.font = `11.5px ${palette.sans}`;
  pen.fillStyle = palette.quiet;
  const role = line(site?.role ?? '', 40);
  pen.fillText(role, end, y + 0.5);
  const marks = end + pen.measureText(role).width + 14;
  for (const [index, run] of row.leaving.slice(0, glyphsMax).entries()) {
    glyph(pen, palette, familyOfRun(run), marks + index * 11, y, 0.75);
  }
}

/** `exit 1`, `SIGSEGV`; a verdict that the end alone does not tell is named. */
function endOf({ run, family }: Row): string {
  if (run.path === undefined) return 'not run to its end';
  const { verdict, exit } = run.path;
  const isTold = family === 'passed' || family === 'failed' || verdict === 'crashed';
  return isTold ? line(exit, 40) : `${verdict}, ${line(exit, 40)}`;
}

/** @returns where the text goes on */
function caret(
  pen: CanvasRenderingContext2D,
  palette: Palette,
  { canFold, isFolded }: Row,
  x: number,
  y: number,
): number {
  if (!canFold) return x + 2;
  pen.beginPath();
  if (isFolded) pen.roundRect(x - 1, y - 6.5, 13, 13, 3);
  pen.fillStyle = palette.rule;
  pen.fill();
  pen.beginPath();
  if (isFolded) {
    pen.moveTo(x + 3.5, y - 3.5);
    pen.lineTo(x + 8, y);
    pen.lineTo(x + 3.5, y + 3.5);
  } else {
    pen.moveTo(x + 2, y - 2);
    pen.lineTo(x + 9, y - 2);
    pen.lineTo(x + 5.5, y + 2.8);
  }
  pen.fillStyle = isFolded ? palette.ink : palette.quiet;
  pen.fill();
  return x + 18;
}

const outlines = new Map<Family, Path2D>();

function glyph(
  pen: CanvasRenderingContext2D,
  palette: Palette,
  family: Family | undefined,
  x: number,
  y: number,
  size: number,
): void {
  if (family === undefined) {
    pen.fillStyle = palette.quiet;
    pen.fillRect(x - 1.5, y - 1.5, 3, 3);
    return;
  }
  const outline = outlines.get(family) ?? new Path2D(shapeOf[family]);
  outlines.set(family, outline);
  pen.save();
  pen.translate(x - 6 * size, y - 6 * size);
  pen.scale(size, size);
  pen.fillStyle = palette.family[family];
  pen.fill(outline, 'evenodd');
  pen.restore();
}

/** From afar: a bar per run in the colour of its end, the gravest on top. */
function drawMarks(
  pen: CanvasRenderingContext2D,
  { palette, camera }: Scene,
  rows: readonly Row[],
): void {
  const thin = 1 / camera.scale;
  for (const family of families) {
    pen.fillStyle = palette.family[family];
    for (const { index, track, family: own } of rows) {
      if (own !== family) continue;
      const height = Math.max(rowHeight * 0.7, thin);
      pen.fillRect(track * trackWidth, index * rowHeight + 3, 4 * trackWidth, height);
    }
  }
}
