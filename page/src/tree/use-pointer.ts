import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { margin, rowAt, rowHeight, trackWidth, zoomed, type Camera } from './camera.js';
import type { Row } from './rows.js';
import type { TreeCanvasProps } from './tree-canvas.js';
import type { Lens } from './lens.js';

/** A finger or a mouse that moved less has clicked. */
const clickSlack = 4;

/** Wheel, drag, pinch and click. */
export function usePointer(
  canvas: RefObject<HTMLCanvasElement | null>,
  map: RefObject<HTMLCanvasElement | null>,
  lensRef: RefObject<Lens | null>,
  props: TreeCanvasProps,
): void {
  const latest = useRef(props);
  latest.current = props;
  useEffect(() => {
    const element = canvas.current;
    const mapElement = map.current;
    const lens = lensRef.current;
    if (element === null || mapElement === null || lens === null) return undefined;
    const rowsNow = (): TreeCanvasProps => latest.current;
    const stop = new AbortController();
    const { signal } = stop;
    listenToWheel(element, lens, signal);
    listenToDrag(element, lens, rowsNow, signal);
    listenToMap(mapElement, lens, rowsNow, signal);
    return () => stop.abort();
  }, []);
}

function listenToWheel(element: HTMLElement, lens: Lens, signal: AbortSignal): void {
  const turn = (event: WheelEvent): void => {
    event.preventDefault();
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? rowHeight : 1;
    if (event.ctrlKey || event.metaKey) {
      const factor = Math.exp(-event.deltaY * unit * 0.004);
      lens.move((camera) => zoomed(camera, factor, event.offsetX, event.offsetY));
      return;
    }
    const [dx, dy] = event.shiftKey ? [event.deltaY, 0] : [event.deltaX, event.deltaY];
    lens.move((camera) => panned(camera, dx * unit, dy * unit));
  };
  element.addEventListener('wheel', turn, { passive: false, signal });
}

function listenToDrag(
  element: HTMLElement,
  lens: Lens,
  props: () => TreeCanvasProps,
  signal: AbortSignal,
): void {
  const fingers = new Map<number, PointerEvent>();
  let moved = 0;
  element.addEventListener(
    'pointerdown',
    (event) => {
      element.setPointerCapture(event.pointerId);
      fingers.set(event.pointerId, event);
      if (fingers.size === 1) moved = 0;
    },
    { signal },
  );
  element.addEventListener(
    'pointermove',
    (event) => {
      const last = fingers.get(event.pointerId);
      if (last === undefined) return;
      const [dx, dy] = [last.clientX - event.clientX, last.clientY - event.clientY];
      moved += Math.abs(dx) + Math.abs(dy);
      const other = [...fingers.values()].find(({ pointerId }) => pointerId !== event.pointerId);
      fingers.set(event.pointerId, event);
      if (other === undefined) lens.move((camera) => panned(camera, dx, dy));
      else lens.move((camera) => pinched(camera, last, event, other));
    },
    { signal },
  );
  element.addEventListener(
    'pointerup',
    (event) => {
      const isClick = fingers.size === 1 && moved < clickSlack;
      fingers.delete(event.pointerId);
      if (isClick) click(event, lens, props());
    },
    { signal },
  );
  element.addEventListener('pointercancel', ({ pointerId }) => void fingers.delete(pointerId), {
    signal,
  });
  element.addEventListener(
    'dblclick',
    (event) => {
      const row = rowOf(event, lens, props());
      if (row !== undefined && !isOnCaret(event, lens, row)) props().onToggle(row);
    },
    { signal },
  );
}

function click(event: PointerEvent, lens: Lens, props: TreeCanvasProps): void {
  const row = rowOf(event, lens, props);
  if (row === undefined) return;
  if (isOnCaret(event, lens, row)) props.onToggle(row);
  else props.onActive(row);
}

function rowOf(event: MouseEvent, lens: Lens, { rows }: TreeCanvasProps): Row | undefined {
  return rows[rowAt(lens.camera(), event.offsetY)];
}

/** From a little left of its mark to the end of its caret. */
function isOnCaret(event: MouseEvent, lens: Lens, row: Row): boolean {
  if (!row.canFold) return false;
  const { x, scale } = lens.camera();
  const at = (event.offsetX + x - margin) / scale - row.track * trackWidth;
  return at > -4 && at < 34;
}

function panned(camera: Camera, dx: number, dy: number): Camera {
  return { ...camera, x: camera.x + dx, y: camera.y + dy };
}

function pinched(
  camera: Camera,
  last: PointerEvent,
  now: PointerEvent,
  other: PointerEvent,
): Camera {
  const apart = (a: PointerEvent): number =>
    Math.max(8, Math.hypot(a.clientX - other.clientX, a.clientY - other.clientY));
  const x = (now.offsetX + other.offsetX) / 2;
  const y = (now.offsetY + other.offsetY) / 2;
  return zoomed(camera, apart(now) / apart(last), x, y);
}

function listenToMap(
  element: HTMLElement,
  lens: Lens,
  props: () => TreeCanvasProps,
  signal: AbortSignal,
): void {
  const go = (event: PointerEvent): void => {
    if (event.buttons === 0) return;
    const { height } = lens.size();
    const rows = Math.max(1, props().rows.length);
    const step = Math.min(rowHeight, height / rows);
    lens.move((camera) => ({
      ...camera,
      y: (event.offsetY / step) * rowHeight * camera.scale - height / 2,
    }));
  };
  element.addEventListener(
    'pointerdown',
    (event) => {
      element.setPointerCapture(event.pointerId);
      go(event);
    },
    { signal },
  );
  element.addEventListener('pointermove', go, { signal });
}
