import { grouped } from '../support/grouped.js';

/** `1 path`, `1,240 paths` */
export function counted(count: number, noun: string): string {
  return `${grouped(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** `once`, `12 times` */
export function timesText(count: number): string {
  return count === 1 ? 'once' : `${grouped(count)} times`;
}

/** `840 ms`, `3.2 s`, `4 min 05 s`, `2 h 03 min` */
export function duration(exactMs: number): string {
  const ms = Math.round(exactMs);
  if (ms < 1000) return `${String(ms)} ms`;
  if (ms < 60_000) return `${(Math.floor(ms / 100) / 10).toFixed(1)} s`;
  const seconds = Math.floor(ms / 1000);
  if (seconds < 3600) return `${String(Math.floor(seconds / 60))} min ${padded(seconds % 60)} s`;
  const minutes = Math.floor(seconds / 60);
  return `${String(Math.floor(minutes / 60))} h ${padded(minutes % 60)} min`;
}

function padded(value: number): string {
  return String(value).padStart(2, '0');
}
