import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { Lens, type Content } from './lens.js';

type CanvasRef = RefObject<HTMLCanvasElement | null>;

/** A lens on two canvases: there as soon as they are. */
export function useLens(
  canvas: CanvasRef,
  map: CanvasRef,
  content: Content,
  wanted: string | undefined,
): RefObject<Lens | null> {
  const lens = useRef<Lens>(null);
  useLayoutEffect(() => {
    if (canvas.current === null || map.current === null) return undefined;
    lens.current = new Lens(canvas.current, map.current, content);
    return follow(lens.current, canvas.current);
  }, []);
  const { rows, active, hasFocus } = content;
  useEffect(() => lens.current?.show(content), [rows, active, hasFocus]);
  useEffect(() => lens.current?.reveal(active), [wanted]);
  return lens;
}

/** Draws anew when the window or the colours change. */
function follow(lens: Lens, canvas: HTMLCanvasElement): () => void {
  const resize = (): void => lens.resize();
  const observer = new ResizeObserver(resize);
  if (canvas.parentElement !== null) observer.observe(canvas.parentElement);
  addEventListener('themechange', resize);
  resize();
  return () => {
    observer.disconnect();
    removeEventListener('themechange', resize);
    lens.close();
  };
}
