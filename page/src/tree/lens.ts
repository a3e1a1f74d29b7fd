import {
  clamped,
  scaleMin,
  showing,
  trackWidth,
  zoomed,
  type Camera,
  type Size,
} from './camera.js';
import { draw, type Scene } from './draw.js';
import { drawMap, mapWidth } from './draw-map.js';
import { readPalette, type Palette } from './palette.js';

/** What is drawn, but for the place it is seen from. */
export type Content = Pick<Scene, 'rows' | 'tree' | 'below' | 'active' | 'hasFocus'>;

const labelRoom = 620;

/** Moves the view, and draws: at most once per frame, and only when something changed. */
export class Lens {
  private view: Camera = { x: 0, y: 0, scale: 1 };
  private box: Size = { width: 1, height: 1 };
  private palette: Palette | undefined;
  private frame = 0;

  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly map: HTMLCanvasElement,
    private content: Content,
  ) {}

  camera(): Camera {
    return this.view;
  }

  size(): Size {
    return this.box;
  }

  show(content: Content): void {
    this.content = content;
    this.move((camera) => camera);
  }

  move(change: (camera: Camera) => Camera): void {
    const { rows } = this.content;
    const tracks = rows.reduce((most, { track }) => Math.max(most, track), 0);
    this.view = clamped(change(this.view), rows.length, labelRoom + trackWidth * tracks, this.box);
    if (this.frame !== 0) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      this.paint();
    });
  }

  zoom(factor: number): void {
    this.move((camera) => zoomed(camera, factor, this.box.width / 2, this.box.height / 2));
  }

  fit(): void {
    this.move(() => ({ x: 0, y: 0, scale: scaleMin(this.content.rows.length, this.box) }));
  }

  actualSize(): void {
    this.move((camera) => zoomed(camera, 1 / camera.scale, 0, this.box.height / 2));
  }

  reveal(row: number): void {
    this.move((camera) => showing(camera, row, this.box));
  }

  /** Takes size and colours from the page as it is now. */
  resize(): void {
    const box = this.canvas.parentElement;
    if (box === null) return;
    this.box = { width: box.clientWidth, height: box.clientHeight };
    this.palette = readPalette(box);
    this.move((camera) => camera);
  }

  close(): void {
    cancelAnimationFrame(this.frame);
  }

  private paint(): void {
    const pen = penOf(this.canvas, this.box);
    const mapPen = penOf(this.map, { width: mapWidth, height: this.box.height });
    if (pen === null || mapPen === null || this.palette === undefined) return;
    const began = performance.now();
    const scene = { ...this.content, camera: this.view, size: this.box, palette: this.palette };
    draw(pen, scene);
    drawMap(mapPen, scene);
    this.canvas.dataset['drawMs'] = (performance.now() - began).toFixed(2);
  }
}

/** A pen in units of the style sheet, on as many pixels as the screen has for them. */
function penOf(
  canvas: HTMLCanvasElement,
  { width, height }: Size,
): CanvasRenderingContext2D | null {
  const ratio = devicePixelRatio;
  const [wide, tall] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== wide || canvas.height !== tall) {
    canvas.width = wide;
    canvas.height = tall;
  }
  const pen = canvas.getContext('2d');
  pen?.setTransform(ratio, 0, 0, ratio, 0, 0);
  return pen;
}
