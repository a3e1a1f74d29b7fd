import { stripVTControlCharacters } from 'node:util';
import type { Colors } from './colors.js';
import { printableLine } from './printable.js';
import { statusText, type Status } from './status-text.js';

/** Where a status goes, and the clock that it lives by. */
interface StatusScreen {
  readonly write: (text: string) => void;
  readonly isTty: boolean;
  /** Width in columns, asked anew for every line: windows are resized. */
  readonly columns: () => number;
  /** A monotonic clock in milliseconds. */
  readonly now: () => number;
  readonly colors: Colors;
}

/** What changes from call to call; times are the status line's own business. */
type StatusCounts = Pick<Status, 'paths' | 'choicePoints' | 'frontier' | 'defects'>;

/** Redrawn in place at most ten times a second; in a log, a line every ten seconds. */
export const redrawMs = 100;
export const logMs = 10_000;

const columnsUnknown = 80;

const clearLine = '\r\u001b[K';

/** The live status of an exploration: one line in place on a terminal, plain lines elsewhere. */
export class StatusLine {
  private readonly startedMs: number;
  private drawnMs: number;
  private defectMs: number | undefined;

  constructor(private readonly screen: StatusScreen) {
    this.startedMs = screen.now();
    this.drawnMs = screen.isTty ? -Infinity : this.startedMs;
  }

  /** Call it as often as you like. */
  update(counts: StatusCounts): void {
    const intervalMs = this.screen.isTty ? redrawMs : logMs;
    if (!isDue(this.drawnMs, this.screen.now(), intervalMs)) return;
    this.draw(counts);
  }

  /** A new defect is told at once, on a line of its own. */
  defect(description: string, counts: StatusCounts): void {
    this.defectMs = this.screen.now();
    this.note(this.screen.colors.red(`defect: ${printableLine(description)}`));
    this.draw(counts);
  }

  /** A line that stays, above the status. */
  note(line: string): void {
    this.screen.write(`${this.screen.isTty ? clearLine : ''}${line}\n`);
  }

  /** Take the status away; what follows begins at the left margin. */
  close(): void {
    if (this.screen.isTty) this.screen.write(clearLine);
  }

  private draw(counts: StatusCounts): void {
    const { screen } = this;
    this.drawnMs = screen.now();
    const status = this.status(counts, this.drawnMs);
    if (!screen.isTty) screen.write(`${statusText(status, screen.colors)}\n`);
    else screen.write(`${clearLine}${this.fitting(status)}`);
  }

  /** A line that wraps cannot be redrawn in place; a cut one goes without its colours. */
  private fitting(status: Status): string {
    // Terminals that nobody gave a size say 0, or nothing.
    const room = (this.screen.columns() || columnsUnknown) - 1;
    const text = statusText(status, this.screen.colors, room);
    const plain = stripVTControlCharacters(text);
    return plain.length <= room ? text : plain.slice(0, room);
  }

  private status(counts: StatusCounts, nowMs: number): Status {
    const since = this.defectMs === undefined ? {} : { sinceDefectMs: nowMs - this.defectMs };
    return { ...counts, elapsedMs: nowMs - this.startedMs, ...since };
  }
}

function isDue(lastMs: number, nowMs: number, intervalMs: number): boolean {
  return nowMs - lastMs >= intervalMs;
}
