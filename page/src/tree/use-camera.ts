import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import {
  clamped,
  scaleMin,
  showing,
  trackWidth,
  zoomed,
  type Camera,
  type Size,
} from './camera.js';
import { draw } from './draw.js';
import { drawMap } from './draw-map.js';
import { readPalette, type Palette } from './palette.js';
import type { TreeCanvasProps } from './tree-canvas.js';

/** What moves the view. */
export interface Lens {
  readonly camera: () => Camera;
  readonly size: () => Size;
  readonly move: (change: (camera: Camera) => Camera) => void;
  readonly zoom: (factor: number) => void;
  readonly fit: () => void;
  readonly reset: () => void;
  readonly show: (row: number) => void;
}

const labelRoom = 520;

/** Keeps the drawing up to date: at most once per frame, and only when something changed. */
export function useCamera(
  canvas: RefObject<HTMLCanvasElement | null>,
  map: RefObject<HTMLCanvasElement | null>,
  props: TreeCanvasProps,
  hasFocus: boolean,
): Lens {
  const latest = useRef({ props, hasFocus });
  latest.current = { props, hasFocus };
  const state = useRef<{ camera: Camera; size: Size; palette: Palette | undefined; frame: number }>(
    {
      camera: { x: 0, y: 0, scale: 1 },
      size: { width: 1, height: 1 },
      palette: undefined,
      frame: 0,
    },
  );
  const lens = useRef<Lens & { readonly resize: () => void; readonly soon: () => void }>(null);
  lens.current ??= createLens();

  function createLens(): NonNullable<typeof lens.current> {
    const soon = (): void => {
      if (state.current.frame !== 0) return;
      state.current.frame = requestAnimationFrame(() => {
        state.current.frame = 0;
        paint();
      });
    };
    const move = (change: (camera: Camera) => Camera): void => {
      const { rows } = latest.current.props;
      const width = labelRoom + trackWidth * Math.max(0, ...tracksOf(rows));
      const { camera, size } = state.current;
      state.current.camera = clamped(change(camera), rows.length, width, size);
      soon();
    };
    return {
      camera: () => state.current.camera,
      size: () => state.current.size,
      move,
      zoom: (factor) =>
        move((camera) => {
          const { width, height } = state.current.size;
          return zoomed(camera, factor, width / 2, height / 2);
        }),
      fit: () =>
        move(() => ({
          x: 0,
          y: 0,
          scale: scaleMin(latest.current.props.rows.length, state.current.size),
        })),
      reset: () =>
        move((camera) => zoomed(camera, 1 / camera.scale, 0, state.current.size.height / 2)),
      show: (row) => move((camera) => showing(camera, row, state.current.size)),
      resize: () => {
        const box = canvas.current?.parentElement;
        if (box === null || box === undefined) return;
        state.current.size = { width: box.clientWidth, height: box.clientHeight };
        state.current.palette = readPalette(box);
        move((camera) => camera);
      },
      soon,
    };
  }

  function paint(): void {
    const { camera, size, palette } = state.current;
    const pen = penOf(canvas.current, size);
    const mapPen = penOf(map.current, { width: 14, height: size.height });
    if (pen === undefined || mapPen === undefined || palette === undefined) return;
    const { rows, tree, active, below } = latest.current.props;
    const began = performance.now();
    const scene = {
      rows,
      tree,
      camera,
      size,
      palette,
      active,
      hasFocus: latest.current.hasFocus,
      below,
    };
    draw(pen, scene);
    drawMap(mapPen, scene);
    if (canvas.current !== null) {
      canvas.current.dataset['drawMs'] = (performance.now() - began).toFixed(2);
    }
  }

  useLayoutEffect(() => {
    const resize = (): void => lens.current?.resize();
    const box = canvas.current?.parentElement;
    const observer = new ResizeObserver(resize);
    if (box !== null && box !== undefined) observer.observe(box);
    const scheme = matchMedia('(prefers-color-scheme: dark)');
    scheme.addEventListener('change', resize);
    addEventListener('themechange', resize);
    resize();
    return () => {
      observer.disconnect();
      scheme.removeEventListener('change', resize);
      removeEventListener('themechange', resize);
      cancelAnimationFrame(state.current.frame);
    };
  }, []);
  useEffect(() => lens.current?.move((camera) => camera), [props.rows, props.active, hasFocus]);
  useEffect(() => lens.current?.show(props.active), [props.wanted]);
  return lens.current;
}

function tracksOf(rows: TreeCanvasProps['rows']): readonly number[] {
  return [rows.reduce((most, { track }) => Math.max(most, track), 0)];
}

/** A pen in units of the style sheet, on as many pixels as the screen has for them. */
function penOf(
  canvas: HTMLCanvasElement | null,
  { width, height }: Size,
): CanvasRenderingContext2D | undefined {
  if (canvas === null) return undefined;
  const ratio = devicePixelRatio;
  const [wide, tall] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== wide || canvas.height !== tall) {
    canvas.width = wide;
    canvas.height = tall;
  }
  const pen = canvas.getContext('2d') ?? undefined;
  pen?.setTransform(ratio, 0, 0, ratio, 0, 0);
  return pen;
}
