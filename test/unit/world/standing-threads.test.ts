import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { TracedProcess } from '../../../src/tracer/tracee.js';
import { StandingThreads } from '../../../src/world/standing-threads.js';

/** A world that never rests, and how long it has run after that many milliseconds. */
function restless(isRunnable: boolean, ranMs: (afterMs: number) => number) {
  const begin = performance.now();
  return {
    isQuiescent: () => false,
    isRunnable: () => isRunnable,
    ranMs: () => ranMs(performance.now() - begin),
  };
}

/** After how many milliseconds the call of a thread is handed out. */
function waits(world: ReturnType<typeof restless>): number {
  const thread = new TracedProcess(1, 1, 'sut', undefined).addThread(1);
  const standing = new StandingThreads();
  const begin = performance.now();
  standing.standsBefore(thread);
  while (standing.next(world) !== thread) vi.advanceTimersByTime(1);
  return Math.round(performance.now() - begin);
}

describe('a call is handed out', () => {
  beforeEach(() => vi.useFakeTimers({ toFake: ['performance', 'setTimeout'] }));
  afterEach(() => vi.useRealTimers());

  test('at once where the world rests', () => {
    expect(waits({ ...restless(false, () => 5), isQuiescent: () => true })).toBe(0);
  });

  test.each([
    [
      'after a while where nothing runs that could come to rest',
      () => restless(false, () => 5),
      250,
    ],
    ['after a while where the kernel does not count', () => restless(true, () => 0), 250],
    ['soon after that where a thread is busy', () => restless(true, (ms) => 5 + ms / 2), 300],
    ['much later where a thread gets no processor', () => restless(true, () => 5), 10_001],
  ])('%s', (_, world, expected) => {
    expect(waits(world())).toBe(expected);
  });
});
