import { stripVTControlCharacters } from 'node:util';
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

/**
 * `312 paths (41/s), 12 choice points, frontier 928, 2 defects (last new 14.0 s ago), 7.6 s`, and
 * where there is not so much room, what can be left out most easily is.
 */
export function statusText(status: Status, colors: Colors, room = Infinity): string {
  const texts = [0, 1, 2, 3].map((leftOut) => partsOf(status, colors, leftOut).join(', '));
  const fitting = texts.find((text) => stripVTControlCharacters(text).length <= room);
  return fitting ?? texts.at(-1) ?? '';
}

function partsOf(status: Status, colors: Colors, leftOut: number): readonly string[] {
  const { paths, choicePoints, frontier, elapsedMs, defects } = status;
  return [
    `${counted(paths, 'path')} (${rate(status)})`,
    ...(leftOut > 0 ? [] : [counted(choicePoints, 'choice point')]),
    ...(leftOut > 1 ? [] : [`frontier ${grouped(frontier)}`]),
    defectsText(leftOut > 2 ? { defects } : status, colors),
    duration(elapsedMs),
  ];
}

function rate({ paths, elapsedMs }: Status): string {
  const perSecond = elapsedMs === 0 ? 0 : (paths * 1000) / elapsedMs;
  return `${perSecond < 10 ? perSecond.toFixed(1) : grouped(Math.round(perSecond))}/s`;
}

function defectsText(
  { defects, sinceDefectMs }: Pick<Status, 'defects' | 'sinceDefectMs'>,
  colors: Colors,
): string {
  if (defects === 0) return colors.green('no defect');
  const since = sinceDefectMs === undefined ? '' : ` (last new ${duration(sinceDefectMs)} ago)`;
  return colors.red(`${counted(defects, 'defect')}${since}`);
}
