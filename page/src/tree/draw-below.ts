import { families } from '../model/families.js';
import { sum } from '../model/tally.js';
import type { Scene } from './draw.js';
import type { Row } from './rows.js';

const column = 300;
const widthMax = 220;
const height = 8;
/** Where there is less, the number alone has to do. */
const roomMin = 620;

/** What a folded run hides: a bar as long as there are runs, in the colours of their ends. */
export function drawBelow(
  pen: CanvasRenderingContext2D,
  { below, palette, tree, size, camera }: Scene,
  { run }: Row,
  free: number,
  y: number,
): void {
  const tally = below.get(run);
  if (tally === undefined || run.parent === undefined) return;
  const most = Math.max(1, ...tree.root.children.map((child) => sum(below.get(child) ?? [])));
  const scale = widthMax / most;
  const hasRoom = size.width > roomMin * camera.scale;
  let x = hasRoom ? Math.max(column, free) : free - 14;
  for (const family of hasRoom ? families.toReversed() : []) {
    const width = (tally[families.indexOf(family)] ?? 0) * scale;
    if (width === 0) continue;
    pen.fillStyle = palette.family[family];
    pen.fillRect(x, y - height / 2, Math.max(1.5, width - 1), height);
    x += Math.max(2, width);
  }
  const count = sum(tally);
  pen.fillStyle = palette.quiet;
  pen.fillText(`${String(count)} ${count === 1 ? 'run' : 'runs'} below`, x + 8, y + 0.5);
}
