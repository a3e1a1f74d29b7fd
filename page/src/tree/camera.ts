/** What part of the tree is seen, and how large: pixels of the drawing at its upper left corner. */
export interface Camera {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export const rowHeight = 24;
export const trackWidth = 30;
export const margin = 14;

const scaleMax = 2.5;

/** Small enough to show all, but never larger than life because of that. */
export function scaleMin(rows: number, { height }: Size): number {
  return Math.min(1, (height - 2 * margin) / Math.max(1, rows * rowHeight));
}

/** Within what there is to see. */
export function clamped(camera: Camera, rows: number, width: number, size: Size): Camera {
  const scale = Math.min(scaleMax, Math.max(scaleMin(rows, size), camera.scale));
  const tall = rows * rowHeight * scale + 2 * margin;
  const wide = width * scale + 2 * margin;
  return {
    scale,
    x: Math.max(0, Math.min(camera.x, wide - size.width)),
    y: Math.max(0, Math.min(camera.y, tall - size.height)),
  };
}

/** Larger or smaller around a point of the window, which stays where it is. */
export function zoomed(camera: Camera, factor: number, atX: number, atY: number): Camera {
  const scale = Math.min(scaleMax, camera.scale * factor);
  const ratio = scale / camera.scale;
  return {
    scale,
    x: (camera.x + atX - margin) * ratio - atX + margin,
    y: (camera.y + atY - margin) * ratio - atY + margin,
  };
}

/** Moved as little as it takes to see the row. */
export function showing(camera: Camera, row: number, { height }: Size): Camera {
  const step = rowHeight * camera.scale;
  const top = margin + row * step;
  const y = Math.min(camera.y, Math.max(0, top - 2 * step));
  return { ...camera, y: Math.max(y, top + 3 * step - height) };
}

export function rowAt(camera: Camera, y: number): number {
  return Math.floor((y + camera.y - margin) / (rowHeight * camera.scale));
}
