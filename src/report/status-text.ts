import type { Colors } from './colors.js';
import { grouped } from '../support/grouped.js';
import { counted, duration } from './quantities.js';

/** What a status shows; the clock's readings are milliseconds since the exploration began. */
export interface Status {
  readonly paths: number;
  readonly choicePoints: number;
  /** Known paths that have not finished. */
  readonly frontier: number;
  readonly defects: number;
  readonly elapsedMs: number;
  /** Since the last new defect; absent when there was none. */
  readonly sinceDefectMs?: number;
}

/** `312 paths (41/s), 12 choice points, frontier 928, 2 defects (last new 14.0 s ago), 7.6 s` */
export function statusText(status: Status, colors: Colors): string {
  return [
    `${counted(status.paths, 'path')} (${rate(status)})`,
    counted(status.choicePoints, 'choice point'),
    `frontier ${grouped(status.frontier)}`,
    defectsText(status, colors),
    duration(status.elapsedMs),
  ].join(', ');
}

function rate({ paths, elapsedMs }: Status): string {
  const perSecond = elapsedMs === 0 ? 0 : (paths * 1000) / elapsedMs;
  return `${perSecond < 10 ? perSecond.toFixed(1) : grouped(Math.round(perSecond))}/s`;
}

function defectsText({ defects, sinceDefectMs }: Status, colors: Colors): string {
  if (defects === 0) return colors.green('no defect');
  const since = sinceDefectMs === undefined ? '' : ` (last new ${duration(sinceDefectMs)} ago)`;
  return colors.red(`${counted(defects, 'defect')}${since}`);
}
