import { families } from '../model/families.js';
import { margin, rowHeight } from './camera.js';
import type { Scene } from './draw.js';

export const mapWidth = 14;

/** All rows from afar, beside the drawing: where the defects are, and what is seen of it. */
export function drawMap(pen: CanvasRenderingContext2D, scene: Scene): void {
  const { rows, palette, size, camera } = scene;
  pen.fillStyle = palette.paper;
  pen.fillRect(0, 0, mapWidth, size.height);
  const step = Math.min(rowHeight, size.height / Math.max(1, rows.length));
  const height = Math.max(step * 0.8, 1.5);
  for (const family of families) {
    pen.fillStyle = palette.family[family];
    for (const { index, family: own } of rows) {
      if (own === family) pen.fillRect(4, index * step, mapWidth - 6, height);
    }
  }
  const shown = (size.height * step) / (rowHeight * camera.scale);
  const top = ((camera.y - margin) * step) / (rowHeight * camera.scale);
  pen.strokeStyle = palette.quiet;
  pen.lineWidth = 1;
  pen.strokeRect(1.5, Math.max(0.5, top), mapWidth - 2, Math.max(6, shown));
}
