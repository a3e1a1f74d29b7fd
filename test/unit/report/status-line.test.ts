import picocolors from 'picocolors';
import { describe, expect, it } from 'vitest';
import { logMs, redrawMs, StatusLine } from '../../../src/report/status-line.js';
import { statusText } from '../../../src/report/status-text.js';

const colors = picocolors.createColors(false);
const counts = { paths: 312, choicePoints: 12, frontier: 928, defects: 0 };

/** A screen that remembers, and a clock that is turned by hand. */
function screen(isTty: boolean, columns = 200) {
  const state = { ms: 5000, written: [] as string[] };
  const line = new StatusLine({
    write: (text) => void state.written.push(text),
    isTty,
    columns: () => columns,
    now: () => state.ms,
    colors,
  });
  return { state, line };
}

const clear = '\r\u001b[K';

describe('StatusLine on a terminal', () => {
  it('is redrawn in place, at most ten times a second', () => {
    const { state, line } = screen(true);
    for (let i = 0; i < 1000; i++) {
      line.update(counts);
      state.ms += 1;
    }
    expect(state.written).toHaveLength(1000 / redrawMs);
    for (const text of state.written) {
      expect(text.startsWith(clear)).toBe(true);
      expect(text).not.toContain('\n');
    }
  });

  it('fits the window', () => {
    const { state, line } = screen(true, 20);
    line.update(counts);
    expect(state.written).toEqual([`${clear}312 paths (0.0/s), `]);
  });

  it('is seen where nobody has said how wide the window is', () => {
    const { state, line } = screen(true, 0);
    line.update(counts);
    expect(state.written[0]).toContain('312 paths (0.0/s), 12 choice points, frontier 928');
  });

  it('leaves lines that stay, and an empty line at the end', () => {
    const { state, line } = screen(true);
    line.defect('evil\u001b[2J\nname', { ...counts, defects: 1 });
    line.close();
    expect(state.written[0]).toBe(`${clear}defect: evil\\nname\n`);
    expect(state.written[1]).toContain('1 defect (last new 0 ms ago)');
    expect(state.written[2]).toBe(clear);
  });
});

describe('StatusLine in a log', () => {
  it('writes a plain line every ten seconds', () => {
    const { state, line } = screen(false);
    for (let i = 0; i < 25; i++) {
      line.update(counts);
      state.ms += 1000;
    }
    line.close();
    expect(state.written).toEqual([
      '312 paths (31/s), 12 choice points, frontier 928, no defect, 10.0 s\n',
      '312 paths (16/s), 12 choice points, frontier 928, no defect, 20.0 s\n',
    ]);
  });

  it('tells of a defect at once, and of the time since', () => {
    const { state, line } = screen(false);
    line.defect('crash', { ...counts, defects: 1 });
    state.ms += logMs;
    line.update({ ...counts, defects: 1 });
    expect(state.written[0]).toBe('defect: crash\n');
    expect(state.written[2]).toContain('1 defect (last new 10.0 s ago)');
  });
});

describe('statusText', () => {
  it('keeps what matters most in a narrow window', () => {
    const status = { ...counts, defects: 2, elapsedMs: 7600, sinceDefectMs: 1000 };
    expect([60, 40].map((room) => statusText(status, colors, room))).toEqual([
      '312 paths (41/s), 2 defects (last new 1.0 s ago), 7.6 s',
      '312 paths (41/s), 2 defects, 7.6 s',
    ]);
  });

  it('shows all that is asked', () => {
    const status = { ...counts, paths: 1, defects: 2, elapsedMs: 7600, sinceDefectMs: 61_000 };
    expect(statusText(status, colors)).toBe(
      '1 path (0.1/s), 12 choice points, frontier 928, 2 defects (last new 1 min 01 s ago), 7.6 s',
    );
  });
});
